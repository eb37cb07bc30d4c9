import type { Database } from '../database/connection/database.ts';

/**
 * Takes the organization of a workspace out of the database, with everything in it, so that the demo can be loaded
 * anew. For the playground only: events are otherwise never deleted.
 */
export async function clearDemo(database: Database, platform: string, workspaceId: string): Promise<void> {
  await database.modelTransaction(async (sql) => {
    const [workspace] = await sql.$queryRaw<{ organization_id: string }[]>`
      SELECT organization_id FROM workspace WHERE platform = ${platform} AND external_id = ${workspaceId}`;
    if (!workspace) return;
    const where = { organizationId: workspace.organization_id };
    // What points at something goes before it. Member and team point at each other.
    await sql.member.updateMany({ where, data: { chosenTeamId: null, mergedInto: null } });
    await sql.doorCode.deleteMany({ where });
    await sql.codeTry.deleteMany({ where });
    await sql.support.deleteMany({ where });
    await sql.parkedIdea.deleteMany({ where });
    await sql.event.deleteMany({ where });
    await sql.decision.deleteMany({ where });
    await sql.challenge.deleteMany({ where });
    await sql.dependency.deleteMany({ where });
    await sql.itemTag.deleteMany({ where });
    await sql.itemAlias.deleteMany({ where });
    await sql.tagSynonym.deleteMany({ where });
    await sql.tag.deleteMany({ where });
    await sql.stageVisit.deleteMany({ where });
    await sql.blockedInterval.deleteMany({ where });
    await sql.blocker.deleteMany({ where });
    // Parts point at what they were split from, and what was merged at what took it in.
    await sql.item.updateMany({ where, data: { parentId: null, mergedInto: null } });
    await sql.item.deleteMany({ where });
    await sql.outcomeReview.deleteMany({ where });
    await sql.betException.deleteMany({ where });
    await sql.portfolioReviewStep.deleteMany({ where });
    await sql.portfolioReview.deleteMany({ where });
    await sql.epic.deleteMany({ where });
    await sql.keyResult.deleteMany({ where });
    await sql.objective.deleteMany({ where });
    await sql.theme.deleteMany({ where });
    await sql.keyCounter.deleteMany({ where });
    await sql.place.deleteMany({ where });
    await sql.wipException.deleteMany({ where });
    await sql.teamMember.deleteMany({ where });
    await sql.teamStream.deleteMany({ where });
    await sql.team.deleteMany({ where });
    await sql.serviceLevel.deleteMany({ where });
    await sql.stage.deleteMany({ where });
    await sql.valueStream.deleteMany({ where });
    await sql.formDraft.deleteMany({ where });
    await sql.account.deleteMany({ where });
    await sql.member.deleteMany({ where });
    await sql.inbox.deleteMany({ where });
    await sql.outbox.deleteMany({ where });
    await sql.outboundPace.deleteMany({ where });
    await sql.postedMessage.deleteMany({ where });
    await sql.conversation.deleteMany({ where });
    await sql.workspace.deleteMany({ where });
    await sql.organization.delete({ where: { id: workspace.organization_id } });
  });
}
