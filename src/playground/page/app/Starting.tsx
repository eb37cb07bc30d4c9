export function Starting({ trouble }: { readonly trouble: string | null }) {
  return (
    <main className="starting" aria-busy={!trouble}>
      <h1>Millrace playground</h1>
      <p role="status">{trouble ?? 'Starting …'}</p>
    </main>
  );
}
