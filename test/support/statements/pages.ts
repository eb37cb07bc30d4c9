import { dirname } from 'node:path';
import type { Statement } from './read.ts';

const HEAD = `Made by \`npm run generate:sql\` out of the sources, and compared by a test: every statement as Postgres gets it.
`;

/** The pages of \`docs/sql\`, by their path below it: one for each folder that has statements. */
export function pagesOf(statements: readonly Statement[]): Map<string, string> {
  const folders = grouped(statements, ({ file }) => dirname(file));
  const pages = [...folders].map(([folder, own]) => [`${folder === '.' ? 'src' : folder}.md`, pageOf(folder, own)] as const);
  return new Map(pages.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function pageOf(folder: string, statements: readonly Statement[]): string {
  const title = folder === '.' ? 'src' : `src/${folder}`;
  const places = [...grouped(statements, ({ file, within }) => `${file.slice(file.lastIndexOf('/') + 1)}: ${within}`)];
  const parts = places
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([place, own]) => `## ${place}\n\n${own.flatMap(({ texts }) => texts.map((text) => `\`\`\`sql\n${text}\n\`\`\`\n`)).join('\n')}`);
  return [`# SQL of ${title}\n`, HEAD, ...parts].join('\n');
}

function grouped(statements: readonly Statement[], by: (statement: Statement) => string): Map<string, Statement[]> {
  const groups = new Map<string, Statement[]>();
  for (const one of statements) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}
