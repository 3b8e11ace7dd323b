import { fileURLToPath } from 'node:url';
import { startBot } from './bot.ts';
import { readEnvironment, tellOperator } from './setup/environment.ts';

/** The longest that ending may take; whoever stops the program waits no more than 5 seconds. */
const END_WITHIN_MS = 4_800;

async function main(): Promise<void> {
  const config = readEnvironment();
  const bot = await startBot(config);
  const end = (code: number) => {
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
    bot.stop().then(
      () => process.exit(code),
      () => process.exit(1),
    );
  };
  const onSignal = (signal: NodeJS.Signals) => {
    process.stdout.write(`${signal}: ending\n`);
    end(0);
  };
  process.once('SIGTERM', onSignal);
  process.once('SIGINT', onSignal);
  if (config.sandbox) {
    process.stdout.write(`CiviKos sandbox: ${bot.address}\n`);
    if (!config.portChosen && !bot.address.endsWith(`:${config.port}`)) {
      process.stdout.write(`(port ${config.port} is taken by another program)\n`);
    }
  } else {
    const names = bot.platforms.map((platform) => platform.name).join(', ');
    process.stdout.write(`CiviKos is connected: ${names}. Health: ${bot.address}/readyz\n`);
  }
  // A supervisor starts it anew; a person reads why it ended.
  void bot.lost.then((why) => {
    tellOperator(why);
    end(1);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  main().catch((error: unknown) => {
    tellOperator(error);
    process.exit(1);
  });
}
