/** Files under their keys, written in parts. */
export type ObjectStore = {
  /** Begins an upload in parts of what people will save under that name. */
  begin(file: { key: string; contentType: string; fileName: string }): Promise<string>;
  /**
   * Adds a part; all but the last have at least 5 MiB.
   * @returns its ETag, which differs where its bytes do.
   */
  putPart(upload: { key: string; uploadId: string }, number: number, bytes: Uint8Array): Promise<string>;
  /**
   * Makes the parts one object; doing it again changes nothing.
   * @returns `gone` where the upload is no longer there, or a part is another one than named.
   */
  complete(upload: { key: string; uploadId: string }, etags: readonly string[]): Promise<'complete' | 'gone'>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes of an object as they come. @throws Error where there is none. */
  read(key: string): AsyncIterable<Uint8Array>;
};

/** Makes links with which anybody can fetch an object for so many seconds. */
export type ObjectLinks = (key: string, seconds: number) => Promise<string>;
