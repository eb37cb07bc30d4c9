/**
 * A part of a statement: a template whose result can be put into a statement or into another fragment, on both databases. What is put
 * into it is sent as a parameter, as in a statement, unless that is a fragment itself.
 *
 * Fragments are constants of a module, or what a function returns that is made of them: the pages in `docs/sql` are read from the
 * sources, and a test refuses one that could not be followed there.
 */
export { default as fragment, Sql as Fragment } from 'sql-template-tag';
