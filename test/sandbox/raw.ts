import { request } from 'node:http';

/** A request as any program can make it; `fetch` sets Host and Origin by itself. */
export function raw(
  base: string,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(
      base + path,
      { method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    asked.on('error', reject);
    // A body that is announced and never sent: what is answered is answered without it.
    if (options.headers?.['content-length'] && options.body === undefined) asked.flushHeaders();
    else asked.end(options.body);
  });
}
