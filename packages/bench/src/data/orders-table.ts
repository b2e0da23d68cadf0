import type { Charset } from './charset.ts'
import type { RandomValues } from './random.ts'

/** The 40 columns of an order report. */
export const columns = [
  ...['amazon-order-id', 'merchant-order-id', 'purchase-date', 'last-updated-date', 'order-status'],
  ...['fulfillment-channel', 'sales-channel', 'order-channel', 'ship-service-level', 'product-name'],
  ...['sku', 'asin', 'item-status', 'quantity', 'currency'],
  ...['item-price', 'item-tax', 'shipping-price', 'shipping-tax', 'gift-wrap-price'],
  ...['gift-wrap-tax', 'item-promotion-discount', 'ship-promotion-discount', 'ship-city', 'ship-state'],
  ...['ship-postal-code', 'ship-country', 'promotion-ids', 'is-business-order', 'purchase-order-number'],
  ...['price-designation', 'customized-url', 'customized-page', 'is-transparency', 'is-iba'],
  ...['signature-confirmation-recommended', 'buyer-company-name', 'licensee-name', 'license-number', 'license-state'],
] as const

interface Words {
  readonly products: readonly string[]
  readonly cities: readonly string[]
  readonly states: readonly string[]
  readonly currency: string
}

const european: Words = {
  products: [...'Kaffeemühle,Théière,Bürste,Lámpara,Socken 6er,"Größe L",Wärmflasche,Café moulu 250 g'.split(',')],
  cities: ['München', 'Köln', 'Orléans', 'Málaga', 'Roma', 'Nîmes', 'Berlin', 'Lyon'],
  states: ['Bayern', 'Île-de-France', 'Andalucía', 'Lazio', ''],
  currency: 'EUR',
}

const words: Readonly<Record<Charset, Words>> = {
  'utf-8': european,
  'windows-1252': european,
  shift_jis: {
    products: ['コーヒーミル', '急須', 'ブラシ', '電気スタンド', '靴下 6足組', '湯たんぽ', 'タオル「大」', '文庫本'],
    cities: ['横浜市', '大阪市', '名古屋市', '札幌市', '京都市', '福岡市'],
    states: ['神奈川県', '大阪府', '愛知県', '北海道', '京都府'],
    currency: 'JPY',
  },
}

export const header = `${columns.join('\t')}\r\n`

/** Generates one line of the table. Most of it is ASCII; names contain other characters of the charset. */
export function orderLine(random: RandomValues, charset: Charset): string {
  const { products, cities, states, currency } = words[charset]
  const order = `${random.digits(3)}-${random.digits(7)}-${random.digits(7)}`
  const cells = [
    ...[order, order, instant(random), instant(random), random.pick(['Shipped', 'Pending', 'Cancelled'])],
    ...[random.pick(['Amazon', 'Merchant']), 'Amazon.de', '', random.pick(['Standard', 'Expedited'])],
    `${random.pick(products)} ${random.pick(products)} ${random.integer(1000)} – ${random.pick(products)}`.replace(
      '–',
      dash[charset],
    ),
    ...[`${random.letters(2)}-${random.letters(4)}-${random.letters(4)}`, `B0${random.letters(8)}`, 'Shipped'],
    ...[String(1 + random.integer(3)), currency, random.amount(), random.amount(), random.amount(), '', '', '', '', ''],
    ...[random.pick(cities), random.pick(states), random.digits(5), random.pick(['DE', 'FR', 'ES', 'IT']), ''],
    ...[random.pick(['false', 'false', 'true']), '', '', '', '', 'false', 'false', 'false', '', '', '', ''],
  ]
  return `${cells.join('\t')}\r\n`
}

const dash: Readonly<Record<Charset, string>> = { 'utf-8': '–', 'windows-1252': '–', shift_jis: '・' }

function instant(random: RandomValues): string {
  const time = Date.UTC(2026, 0, 1) + random.integer(300 * 86_400) * 1000
  return `${new Date(time).toISOString().slice(0, 19)}+00:00`
}
