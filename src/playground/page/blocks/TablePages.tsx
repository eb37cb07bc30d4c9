interface Props {
  readonly page: number;
  readonly pages: number;
  readonly onPage: (page: number) => void;
}

export function TablePages({ page, pages, onPage }: Props) {
  return (
    <nav className="table-pages" aria-label="Table pages">
      <button type="button" className="button button-small" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Previous
      </button>
      <span aria-live="polite">
        {page + 1} of {pages}
      </span>
      <button type="button" className="button button-small" disabled={page === pages - 1} onClick={() => onPage(page + 1)}>
        Next
      </button>
    </nav>
  );
}
