/** What the tests use of a package without types. */
declare module 'papaparse' {
  const Papa: { parse: (csv: string, options: { header: false }) => { data: string[][]; errors: { message: string }[] } };
  export default Papa;
}
