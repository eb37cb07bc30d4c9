import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

interface SchemaEngine {
  readonly diff: (input: unknown) => Promise<{ readonly stdout?: string | null }>;
}

// The types of Node know WebAssembly only as a namespace of types.
const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;

interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, (() => void) | undefined>> };
}

/**
 * The SQL of an empty database to prisma/schema.prisma, by the schema engine's WASM: the engine's binary, which
 * `prisma migrate` would download, is not needed. The engine connects to the given server and writes nothing.
 */
export async function schemaSql(url: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const path = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bindings = await import(path);
  const { exports } = new wasm.Instance(new wasm.Module(readFileSync(path.replace(/\.js$/, '.wasm'))), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(exports);
  exports.__wbindgen_start?.();
  const content = readFileSync(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8');
  const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: url }));
  const engine = (await bindings.SchemaEngine.new({ datamodels: [['schema.prisma', content]] }, () => {}, factory)) as SchemaEngine;
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}
