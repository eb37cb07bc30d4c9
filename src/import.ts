import { readConfig } from './app/config.ts';
import { openDatabase } from './database/connection/open.ts';
import { importCommand } from './features/organization/import/import-command.ts';

// `npm run import -- FILE`: the second entry point beside main.ts.
try {
  const { code, text } = await importCommand(process.argv.slice(2), {
    now: new Date(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    open: () =>
      openDatabase(readConfig(), (reason) => {
        process.stderr.write(`${reason.message}\n`);
        process.exit(1);
      }),
  });
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exitCode = code;
} catch (error) {
  // What opening the database says is written for people; so is a broken configuration.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
