import fs from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What emscripten hands to `preRun`, as far as it is used here. */
interface Started {
  readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { readonly nfd?: number }) => number } };
}

/**
 * A folder of the embedded database in which a commit is on the disk before it is answered. PGlite starts Postgres without fsync, and its
 * file system has none to offer: what Postgres asks to be synced is synced here.
 */
export class DurableFolder extends NodeFS {
  override async init(...given: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...given);
    const addSync = (started: unknown) => {
      // The type that PGlite gives to what is started leaves its file systems out.
      (started as Started).NODEFS.stream_ops.fsync = ({ nfd }) => {
        if (nfd !== undefined) fs.fsyncSync(nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  }
}

/** How Postgres is started in a `DurableFolder`: PGlite's own way but for `-F`, and by the call that the folder answers. */
export const DURABLE_START = [...PGlite.defaultStartParams.filter((one) => one !== '-F'), '-c', 'wal_sync_method=fsync'];
