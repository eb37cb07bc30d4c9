import { someOf } from '../../../model/text/some-of.ts';
import { say } from '../../../model/words/vocabulary.ts';
import type { Changelog } from './changelog.ts';
import type { Imported } from './import-changelog.ts';
import type { Mapping, Target } from './mapping.ts';

const SHOWN_LINES = 20;
const SHOWN_NOTES = 10;

/** What an import did, for the terminal: what was read, skipped and why, what it became, and what to do next. */
export function summarize(file: string, changelog: Changelog, mapping: Mapping, imported: Imported): string {
  const { organization, stream, plan, counts } = imported;
  const changes = changelog.issues.reduce((sum, issue) => sum + issue.changes.length, 0);
  const parts = [
    `Read ${file}: ${count(changelog.rows, 'row')}, ${count(changelog.issues.length, 'issue')}, ${count(changes, 'change')} of status.`,
    say`Into {stream} ${stream.key} of ${organization.name}${organization.created ? ` (new, days count in ${organization.zone})` : ''}: ` +
      `${plan.added.length} new, ${plan.longer.length} updated, ${plan.unchanged} unchanged${plan.leftAlone.length > 0 ? `, ${plan.leftAlone.length} left alone` : ''}.`,
    [
      '',
      row('Finished', counts.finished),
      row('In progress', counts.inProgress),
      row('Ready', counts.ready),
      row('Refining', counts.refining),
      row('Parked', counts.parked),
      `  Of all these, ${counts.reopened} ${were(counts.reopened)} reopened and ${counts.returned} went back from delivery to the backlog.`,
    ].join('\n'),
    skippedLines(changelog),
    bullets('Worth knowing', notes(changelog, imported)),
    bullets('A look may help', changelog.oddities.concat(plan.oddities), SHOWN_NOTES),
    plan.added.length + plan.longer.length > 0 ? mappingLines(changelog, mapping, stream.created ? [] : stream.newStages) : '',
    `\nNext: npm start, then /flow setup to let a team pull from ${stream.key}, and /flow next in the team's channel.`,
  ];
  return `${parts.filter((part) => part !== '').join('\n')}\n`;
}

function count(n: number, one: string): string {
  return `${n} ${one}${n === 1 ? '' : 's'}`;
}

const were = (n: number) => (n === 1 ? 'was' : 'were');

function row(name: string, n: number): string {
  return `  ${name.padEnd(12)} ${String(n).padStart(5)}`;
}

function skippedLines({ skipped }: Changelog): string {
  if (skipped.length === 0) return '\nSkipped nothing.';
  const lines = skipped.slice(0, SHOWN_LINES).map(({ line, reason }) => `  line ${line}: ${reason}`);
  if (skipped.length > SHOWN_LINES) lines.push(`  and ${skipped.length - SHOWN_LINES} more`);
  return `\nSkipped ${count(skipped.length, 'row')}; the others are in.\n${lines.join('\n')}`;
}

function bullets(heading: string, all: readonly string[], most = all.length): string {
  if (all.length === 0) return '';
  const lines = all.slice(0, most).map((one) => `- ${one}`);
  if (all.length > most) lines.push(`- and ${all.length - most} more`);
  return `\n${heading}\n${lines.join('\n')}`;
}

function notes(changelog: Changelog, { stream, plan, counts }: Imported): string[] {
  const notes: string[] = [];
  const left = (why: string) => plan.leftAlone.filter((one) => one.why === why).map((one) => one.key);
  if (counts.withoutStart > 0)
    notes.push(
      `${counts.withoutStart} of ${counts.finished} finished without a start: how long ${counts.withoutStart === 1 ? 'it' : 'they'} took is unknown, and no service level counts ${counts.withoutStart === 1 ? 'it' : 'them'}.`,
    );
  if (counts.readyWithoutPurpose > 0) {
    notes.push(
      `${counts.readyWithoutPurpose} ready ${counts.readyWithoutPurpose === 1 ? say`{item} has` : say`{items} have`} no purpose line. They stay ready; a line each helps whoever pulls them.`,
    );
  }
  if (counts.inProgressWithoutTeam > 0) {
    notes.push(
      say`${counts.inProgressWithoutTeam} in progress ${counts.inProgressWithoutTeam === 1 ? 'has' : 'have'} no {team}, and count for no {team}'s limit. {A team} takes one over with /flow pull KEY.`,
    );
  }
  const epics = changelog.issues.filter((issue) => issue.type.toLowerCase() === 'epic').length;
  if (epics > 0) notes.push(`${count(epics, say`{epic}`)} of Jira came in as ${epics === 1 ? say`{an item}` : 'items'}.`);
  if (plan.renumbered.length > 0) {
    const some = plan.renumbered.slice(0, 5).join(', ');
    notes.push(
      `${count(plan.renumbered.length, 'issue')} got a new number in ${stream.key}; the Jira key is kept beside it (${some}${plan.renumbered.length > 5 ? ' …' : ''}).`,
    );
  }
  if (left('touched').length > 0) notes.push(`Changed in Millrace since the last import, so left as they are: ${some(left('touched'))}.`);
  if (left('differs').length > 0)
    notes.push(`Imported before with other rows or another mapping, so left as they are: ${some(left('differs'))}.`);
  if (left('elsewhere').length > 0) notes.push(say`Already in another {stream}, so left as they are: ${some(left('elsewhere'))}.`);
  return notes;
}

function some(keys: readonly string[]): string {
  return someOf(keys, SHOWN_NOTES);
}

function mappingLines(changelog: Changelog, mapping: Mapping, newStages: readonly string[]): string {
  const lines = changelog.statuses.map(({ name }) => `  ${name} → ${targetName(mapping.statuses.get(name.toLowerCase()) ?? 'refining')}`);
  lines.push(...changelog.types.map((type) => `  ${type} → ${mapping.kinds.get(type.toLowerCase()) ?? 'feature'}`));
  if (newStages.length > 0) lines.push(say`  New at the end of the {stream}'s stages: ${newStages.join(', ')}`);
  if (mapping.unused.length > 0) lines.push(`  In the mapping file, but not in the export: ${mapping.unused.join(', ')}`);
  return `\nWhat became what (another way: --print-map > map.json, edit it, --map map.json before the first import)\n${lines.join('\n')}`;
}

function targetName(target: Target): string {
  return typeof target === 'string' ? target : `stage “${target.stage}” (${target.kind})`;
}
