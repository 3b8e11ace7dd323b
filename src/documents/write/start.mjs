// A thread begins without the translation of TypeScript that the program has; so this one file is
// plain JavaScript. The libraries are loaded from here: they are large, and to translate them takes
// longer than to write a document.
import { parentPort, workerData } from 'node:worker_threads';
import { tsImport } from 'tsx/esm/api';

const { write } = await tsImport('./thread.ts', import.meta.url);
const bytes = await write(workerData.task, {
  docx: () => import('docx'),
  pdf: async () => (await import('pdfmake')).default,
  xlsx: async () => (await import('write-excel-file/node')).default,
});
parentPort.postMessage(bytes);
