import type { Database } from '../../src/database/connection/database.ts';
import { row } from './play.ts';

/** Gives an epic what both gates ask for, as if people had filled it in: its hypothesis, stream, case and evidence. */
export async function justify(database: Database, key: string, streamKey = 'PAY'): Promise<void> {
  await row(
    database,
    `UPDATE epic SET hypothesis = 'We believe it will result in calm', outcome = coalesce(outcome, 'Somebody smiles'), ask_again_on = NULL,
       owner_id = coalesce(owner_id, created_by), case_line = 'It is worth it', evidence = 'Three calls',
       stream_id = (SELECT v.id FROM value_stream v WHERE v.organization_id = epic.organization_id AND v.key = $2)
     WHERE key = $1 RETURNING key`,
    key,
    streamKey,
  );
}
