-- An item's JSON tells since when it is where it stands. A migration that was applied somewhere is never edited, so this one follows.
CREATE OR REPLACE FUNCTION "item_json"(wanted_organization uuid, wanted_item uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', i.id, 'key', i.key, 'streamId', i.stream_id, 'title', i.title, 'kind', i.kind, 'purpose', i.purpose, 'criteria', i.criteria,
    'smallEnough', i.small_enough, 'state', i.state, 'stageId', i.stage_id, 'teamId', i.team_id, 'rank', i.rank, 'blocked', i.blocked,
    'version', i.version, 'revision', i.revision, 'externalKey', i.external_key, 'pulledBy', i.pulled_by, 'returns', i.returns, 'reopened', i.reopened,
    'createdAt', i.created_at, 'readyAt', i.ready_at, 'startedAt', i.started_at, 'finishedAt', i.finished_at,
    'streamKey', v.key, 'streamName', v.name, 'stageName', s.name, 'teamName', t.name, 'blockReason', b.reason, 'blockedSince', b.from_at, 'enteredAt', w.entered_at)
  FROM item i
  JOIN value_stream v ON v.organization_id = i.organization_id AND v.id = i.stream_id
  LEFT JOIN stage s ON s.organization_id = i.organization_id AND s.stream_id = i.stream_id AND s.id = i.stage_id
  LEFT JOIN team t ON t.organization_id = i.organization_id AND t.id = i.team_id
  LEFT JOIN blocked_interval b ON b.organization_id = i.organization_id AND b.item_id = i.id AND b.to_at IS NULL
  LEFT JOIN stage_visit w ON w.organization_id = i.organization_id AND w.item_id = i.id AND w.left_at IS NULL
  WHERE i.organization_id = wanted_organization AND i.id = wanted_item
$$;
