import type { ObjectLinks } from './object-store.ts';

/** Links to objects of a bucket, signed by whoever runs this. The signer is loaded when it is first needed: most requests never do. */
export function s3Links(bucket: string): ObjectLinks {
  const loading: { signer?: Promise<ObjectLinks> } = {};
  return async (key, seconds) => {
    loading.signer ??= import('./s3-signer.ts').then(({ s3Signer }) => s3Signer(bucket));
    return (await loading.signer)(key, seconds);
  };
}
