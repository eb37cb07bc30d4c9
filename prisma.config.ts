import { defineConfig } from 'prisma/config';

// `prisma generate` needs only the WASM inside the package. Naming a file here keeps the CLI from looking for an engine to download.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } });
