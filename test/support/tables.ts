/** A table as `prisma/schema.prisma` tells of it. */
export interface Table {
  readonly name: string;
  /** What it holds, in a sentence or two; where rows of our model are cited, they are left out. */
  readonly what: string;
  /** Where its foreign keys lead, and by which column, but for the organization, to which they all lead. */
  readonly leads: readonly { readonly to: string; readonly by: string; readonly optional: boolean; readonly once: boolean }[];
}

/** Where a document wants tables to be told of: it names them itself. */
export const TABLES = /(<!-- tables, by npm run generate:docs: ([\w\s]+) -->\n)[\s\S]*?(<!-- \/tables -->)/g;

/**
 * Reads the tables of a schema in Prisma's language.
 *
 * @throws Error naming a model that has no comment which says what it holds
 */
export function tablesOf(schema: string): Table[] {
  const models = [...schema.matchAll(/((?:^\/\/\/ .*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(
    ([, comment = '', model = '', body = '']) => {
      const told = comment.replace(/^\/\/\/ /gm, '').replaceAll('\n', ' ');
      const what = told.replace(/ \(rows? [^)]*\)/g, '').trim();
      if (what === '') throw new Error(`Say above “model ${model}” in prisma/schema.prisma what it holds, after “///”.`);
      return { model, what, body, name: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? model };
    },
  );
  const names = new Map(models.map(({ model, name }) => [model, name]));
  return models.map(({ name, what, body }) => ({ name, what, leads: leadsOf(body, names) }));
}

function leadsOf(body: string, names: ReadonlyMap<string, string>): Table['leads'] {
  const id = /@@id\(\[([^\]]*)\]/.exec(body)?.[1];
  return [...body.matchAll(/^ {2}\w+\s+(\w+)(\??)\s+@relation\([^)]*fields: \[([^\]]*)\]/gm)]
    .map(([, model = '', mark, fields = '']) => {
      const field = fields.split(', ').at(-1) ?? fields;
      const by = new RegExp(`^ {2}${field}\\s.*@map\\("(\\w+)"\\)`, 'm').exec(body)?.[1] ?? field;
      return { to: names.get(model) ?? model, by, optional: mark === '?', once: fields === id };
    })
    .filter(({ to }) => to !== 'organization');
}

/**
 * Fills in what a document tells of tables: a row for each, and a picture of where their foreign keys lead.
 *
 * @throws Error naming a table that the document knows and the schema does not
 */
export function tellTables(page: string, tables: readonly Table[]): string {
  return page.replace(TABLES, (_, head: string, list: string, end: string) => {
    const told = list.split(/\s+/).map((name) => {
      const table = tables.find((one) => one.name === name);
      if (!table) throw new Error(`There is no table “${name}”.`);
      return table;
    });
    const rows = told.map(({ name, what }) => `| \`${name}\` | ${what} |`);
    const lines = told.flatMap(({ name, leads }) =>
      leads.map(({ to, by, optional, once }) => `  ${to} ${optional ? '|o' : '||'}--${once ? 'o|' : 'o{'} ${name} : ${by}`),
    );
    const picture = lines.length === 0 ? '' : `\n\`\`\`mermaid\nerDiagram\n${lines.join('\n')}\n\`\`\`\n`;
    return `${head}| Table | What it holds |\n|---|---|\n${rows.join('\n')}\n${picture}${end}`;
  });
}
