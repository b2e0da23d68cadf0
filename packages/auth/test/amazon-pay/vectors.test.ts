import { describe, expect, test } from 'vitest'
import { sign } from '../../src/amazon-pay/index.ts'
import { algorithms, privateKey, publicKeyId } from './account.ts'

const headers = {
  accept: 'application/json',
  'content-type': 'application/json',
  'x-amz-pay-date': '20180524T223710Z',
  'x-amz-pay-host': 'pay-api.amazon.eu',
  'x-amz-pay-region': 'EU',
}

const vectors = [
  ['GET', '/', 'bb49552975c396f1e49d5510e1555b8b0627dc491bc61aaefdb561f202ad8020'],
  ['GET', '/ሴ', '77f6544c8fb336d430895659da1e30415a1558b4b013f4d7926bb3a6275f701d'],
  ['GET', '/?ሴ=bar', 'ef1007307504f2ca9f0b6310b04056f5d3d6d18e7bf3d90663133f19ec132ecc'],
  ['POST', '/', '54156f5badd6da7fa630b2c334c808ad376530001d334ae9960457215aa626d3'],
  ['POST', '/?foo=bar', 'cc82525870b2d03666c287fd8b2c0d2fc6fa1693d9f357d27f7cac8cbcc12832'],
  ['GET', '/?foo=bar', '6837f80baf1801c75db8119cffbadc26a89d20adb9cf3f3de4ce0fac31b4ae52'],
  ['GET', '/?foo=b&foo=a', 'a33266ec31c7f0ca8a0738eb49fb8c81319f14374a0b86d52e6911a9748a6d42'],
  ['GET', '/?a=foo&b=foo', '6615ba7ca3734e97b35013f77c74d111ce2fa63ab52be161ad41bcd4b010120f'],
  ['GET', '/?foo=Zoo&foo=aha', 'f379cbd2e2fc9d5d50667a07ec22996335f731b474bb8bd366647d05d958c9d5'],
  ['POST', '/?f%20oo=b%20ar', '99be3aeb19b5a1aebafc807d59f3740d3e604ae31cf928592fa70739ea64bb32'],
] as const

describe.each(algorithms)('the string to sign of %s', (algorithm) => {
  test.each(vectors)('for %s %s is that of the SDKs', (method, url, hash) => {
    const { stringToSign } = sign({ method, url, headers }, { publicKeyId, privateKey, algorithm })
    expect(stringToSign).toBe(`${algorithm}\n${hash}`)
  })
})
