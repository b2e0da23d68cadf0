import type { Charset } from './charset.ts'
import type { Dice } from './random.ts'

/** The columns of an order report, 40 of them. */
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

/** One line of the table: ASCII for the most part, and names in the charset's own letters. */
export function orderLine(dice: Dice, charset: Charset): string {
  const { products, cities, states, currency } = words[charset]
  const order = `${dice.digits(3)}-${dice.digits(7)}-${dice.digits(7)}`
  const cells = [
    ...[order, order, instant(dice), instant(dice), dice.pick(['Shipped', 'Pending', 'Cancelled'])],
    ...[dice.pick(['Amazon', 'Merchant']), 'Amazon.de', '', dice.pick(['Standard', 'Expedited'])],
    `${dice.pick(products)} ${dice.pick(products)} ${dice.whole(1000)} – ${dice.pick(products)}`.replace(
      '–',
      dash[charset],
    ),
    ...[`${dice.letters(2)}-${dice.letters(4)}-${dice.letters(4)}`, `B0${dice.letters(8)}`, 'Shipped'],
    ...[String(1 + dice.whole(3)), currency, dice.amount(), dice.amount(), dice.amount(), '', '', '', '', ''],
    ...[dice.pick(cities), dice.pick(states), dice.digits(5), dice.pick(['DE', 'FR', 'ES', 'IT']), ''],
    ...[dice.pick(['false', 'false', 'true']), '', '', '', '', 'false', 'false', 'false', '', '', '', ''],
  ]
  return `${cells.join('\t')}\r\n`
}

const dash: Readonly<Record<Charset, string>> = { 'utf-8': '–', 'windows-1252': '–', shift_jis: '・' }

function instant(dice: Dice): string {
  const time = Date.UTC(2026, 0, 1) + dice.whole(300 * 86_400) * 1000
  return `${new Date(time).toISOString().slice(0, 19)}+00:00`
}
