import { lockFolder } from '../../src/database/connection/folder-lock.ts';

// A process of its own that takes a data folder: says "held" or why not, and holds it until it is ended or its input closes.
const [folder = ''] = process.argv.slice(2);
const say = (text: string) => process.stdout.write(`${text}\n`);
try {
  const { release } = await lockFolder(folder, (reason) => say(reason.message));
  say('held');
  process.stdin.resume().once('end', () => void release());
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
}
