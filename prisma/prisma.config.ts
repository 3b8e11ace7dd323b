// For operators who have Prisma's native engine and want its own view of the database:
//   npx prisma migrate status --config prisma/prisma.config.ts
// The program itself needs none of this; it applies its migrations when it starts.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';
import { engineOf, sqliteFile } from '../src/storage/database.ts';
import { migrationsFolder } from '../src/storage/migrations.ts';

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));
if (existsSync(file('.env'))) process.loadEnvFile(file('.env'));

const url = process.env.DATABASE_URL || 'file:data/civikos.db';
const engine = engineOf(url) ?? 'sqlite';

export default defineConfig({
  schema:
    engine === 'sqlite'
      ? file('prisma/schema.prisma')
      : file('src/storage/generated/postgresql/schema.prisma'),
  migrations: { path: migrationsFolder(engine) },
  datasource: { url: engine === 'sqlite' ? `file:${sqliteFile(url)}` : url },
});
