/** The names of the signers in the results. */
export const signerNames = {
  bare: 'crypto.sign with a KeyObject',
  sign: 'Reportline, sign',
  authorize: 'Reportline, authorize (with a Request)',
  pem: 'crypto.sign with a PEM',
} as const
