import { marketplaces } from '@reportline/report-types'
import type { DocumentContent } from '../../documents/document-content.ts'
import { regionOf } from '../reports/marketplaces.ts'

/** The columns of GET_MERCHANT_LISTINGS_ALL_DATA in the United States, as public clients list them. */
const columns = [
  ...['item-name', 'item-description', 'listing-id', 'seller-sku', 'price', 'quantity', 'open-date', 'image-url'],
  ...['item-is-marketplace', 'product-id-type', 'zshop-shipping-fee', 'item-note', 'item-condition'],
  ...['zshop-category1', 'zshop-browse-path', 'zshop-storefront-feature', 'asin1', 'asin2', 'asin3'],
  ...['will-ship-internationally', 'expedited-shipping', 'zshop-boldface', 'product-id'],
  ...['bid-for-featured-placement', 'add-delete', 'pending-quantity', 'fulfillment-channel'],
  ...['merchant-shipping-group', 'status'],
] as const

type Column = (typeof columns)[number]
type Listing = Partial<Record<Column, string>>

/** Japan's header is translated, except for columns whose translation is unknown. */
const japanese: Partial<Record<Column, string>> = {
  'item-name': '商品名',
  'listing-id': '出品ID',
  'seller-sku': '出品者SKU',
  price: '価格',
  quantity: '数量',
  'open-date': '出品日',
  'product-id-type': '商品IDタイプ',
  'item-note': 'コンディション説明',
  'item-condition': 'コンディション',
  'will-ship-internationally': '国外へ配送可',
  'expedited-shipping': '迅速な配送',
  'product-id': '商品ID',
  'pending-quantity': '在庫数',
  'fulfillment-channel': 'フルフィルメント・チャンネル',
  status: 'ステータス',
}

/** Made-up products. Flat files have no quoting, so the quotation marks are part of the data. */
const names: Readonly<Record<'na' | 'eu' | 'JP', readonly string[]>> = {
  na: [
    'Gardener’s Gloves, Size 9" – 2 Pairs',
    'Notebook "Field Notes, 96 Pages',
    'Gift Card Sleeve, fits a 50 € note',
    'Café Press™ Coffee Maker, 34 oz',
    'Table Lamp 15" LED, Dimmable',
    'Children’s Rain Boots – Yellow',
  ],
  eu: [
    'Gärtner’s Handschuhe, Größe 9" – 2 Paar',
    'Notizbuch „Feldnotizen", 96 Seiten',
    'Geldclip für 50-€-Scheine',
    'Café Press™ Kaffeebereiter, 1 l',
    'Schreibtischlampe 15" LED, dimmbar',
    'Kinder’s Regenstiefel – Gelb',
  ],
  JP: [
    '園芸用手袋 9" 2組',
    'ノート「フィールド" 96ページ',
    '長財布 ブラック',
    'コーヒーメーカー 1L',
    'LEDデスクライト',
    '子供用レインブーツ',
  ],
}

/** Creates the document of GET_MERCHANT_LISTINGS_ALL_DATA in the charset that Amazon uses for the marketplace. */
export function merchantListings(marketplaceId: string): DocumentContent {
  const isJapan = marketplaceId === marketplaces.JP.id
  const region = isJapan ? 'JP' : regionOf(marketplaceId) === 'eu' ? 'eu' : 'na'
  const charset = { na: 'UTF-8', eu: 'Cp1252', JP: 'Shift_JIS' }[region]
  const header = columns.map((column) => (isJapan ? (japanese[column] ?? column) : column))
  const rows = names[region].map((name, index) => row(listing(name, index, region)))
  return {
    content: [header, ...rows].map((cells) => `${cells.join('\t')}\r\n`).join(''),
    contentType: `text/plain; charset=${charset}`,
    compressionAlgorithm: 'GZIP',
  }
}

function row(listing: Listing): string[] {
  return columns.map((column) => listing[column] ?? '')
}

function listing(name: string, index: number, region: 'na' | 'eu' | 'JP'): Listing {
  const asin = `B0EMULAT${String(index).padStart(2, '0')}`
  const zone = { na: 'PST', eu: 'MET', JP: 'JST' }[region]
  const fulfilledByAmazon = index % 3 === 2
  return {
    'item-name': name,
    'item-description': `${name}.`,
    'listing-id': `1203EML${String(index).padStart(4, '0')}`,
    'seller-sku': `EM-${1001 + index}`,
    price: region === 'JP' ? String(1480 + index * 320) : (12.5 + index * 4.75).toFixed(2),
    quantity: fulfilledByAmazon ? '' : String(40 - index * 7),
    'open-date': `2026-01-${String(10 + index)} 08:30:00 ${zone}`,
    'item-is-marketplace': 'y',
    'product-id-type': '1',
    'item-condition': '11',
    asin1: asin,
    'will-ship-internationally': '1',
    'product-id': asin,
    'pending-quantity': '0',
    'fulfillment-channel': fulfilledByAmazon ? `AMAZON_${region === 'JP' ? 'JP' : region.toUpperCase()}` : 'DEFAULT',
    'merchant-shipping-group': 'Migrated Template',
    status: index === 5 ? 'Inactive' : 'Active',
  }
}
