/** MJML 5 ships no types; this is what of it the layout uses. */
declare module 'mjml' {
  interface Options {
    readonly validationLevel?: 'skip' | 'soft' | 'strict';
    /** Fonts fetched from elsewhere; none, unless said. */
    readonly fonts?: Readonly<Record<string, string>>;
    readonly keepComments?: boolean;
  }
  function mjml2html(markup: string, options?: Options): Promise<{ readonly html: string }>;
  export = mjml2html;
}
