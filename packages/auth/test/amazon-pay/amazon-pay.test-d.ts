import type { KeyObject } from 'node:crypto'
import { expectTypeOf } from 'vitest'
import { amazonPaySignature, type SignOptions, sign, verify } from '../../src/amazon-pay/index.ts'

declare const key: KeyObject
const options = { publicKeyId: 'LIVE-A', privateKey: key, region: 'eu' }
const request = { method: 'GET', url: '/v2/reports', headers: {} }

expectTypeOf(amazonPaySignature(options).authorize).returns.toEqualTypeOf<Promise<Request>>()
expectTypeOf(sign(request, options).headers).toEqualTypeOf<Readonly<Record<string, string>>>()
expectTypeOf(verify(request, key).valid).toEqualTypeOf<boolean>()
expectTypeOf<SignOptions>().not.toBeAny()

// @ts-expect-error the region is missing
amazonPaySignature({ publicKeyId: 'LIVE-A', privateKey: key })
// @ts-expect-error there is no such algorithm
sign(request, { ...options, algorithm: 'RS256' })
// @ts-expect-error a PEM has to be parsed before
sign(request, { ...options, privateKey: 'pem' })
