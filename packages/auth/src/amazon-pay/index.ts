export type { SignatureAlgorithm } from './algorithm.ts'
export {
  type AmazonPaySignature,
  type AmazonPaySignatureOptions,
  amazonPaySignature,
} from './amazon-pay-signature.ts'
export { type Authorization, parseAuthorization } from './authorization.ts'
export { keyEnvironment, type PayEnvironment, payBasePath } from './environment.ts'
export { type ExplainedSide, type ExplainOptions, type Explanation, explain } from './explain.ts'
export type { Difference } from './first-difference.ts'
export { formatExplanation } from './format-explanation.ts'
export { formatPayDate, parsePayDate } from './pay-date.ts'
export { parsePrivateKey, parsePublicKey } from './private-key.ts'
export { type PayRegion, payHost, payRegion } from './region.ts'
export type { HeaderValues, RequestParts } from './request-parts.ts'
export { type SignedRequest, type SignOptions, sign } from './sign.ts'
export { type RefusalReason, type Verification, verify } from './verify.ts'
