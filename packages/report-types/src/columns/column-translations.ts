/**
 * Translations of column names, by the English name. The header of listings, and of seller feedback, is in the language of
 * the marketplace or of the seller.
 *
 * Sources: the names that public import programs accept for listings in Germany, France, Italy, Spain, Japan and China.
 */
export const columnTranslations: Readonly<Record<string, readonly string[]>> = {
  'seller-sku': ['SKU', 'Händler-SKU', '卖家 SKU', 'SKU venditore', 'sku-vendeur', '出品者SKU', 'SKU del vendedor'],
  'product-id': [
    'Produkt-ID',
    '商品编码',
    '商品ID',
    'Identificativo del prodotto',
    'id-produit',
    'Identificador del producto',
  ],
  'product-id-type': [
    'Produkt-ID-Typ',
    '商品编码类型',
    'Tipo di identificativo del prodotto',
    'type-id-produit',
    '商品IDタイプ',
    'Tipo de identificador de producto',
  ],
  asin1: ['ASIN', 'ASIN 1'],
  'fulfillment-channel': [
    'fulfilment-channel',
    'Versender',
    '配送渠道',
    'Canale di gestione',
    'canal-traitement',
    'フルフィルメント・チャンネル',
    'Canal de gestión logística',
  ],
  'item-name': ['Artikelbezeichnung', '商品名称', "Nome dell'articolo", 'nom-produit', '商品名', 'Título del producto'],
  'item-condition': [
    'Artikelzustand',
    '商品备注',
    "Condizione dell'articolo",
    'état-produit',
    'コンディション',
    'Estado del producto',
  ],
  'listing-id': ['出品ID'],
  price: ['Preis', 'Prezzo', '価格'],
  status: ['stato', 'état', 'ステータス', '状态', 'estado'],
  'open-date': ['Erstellungsdatum', 'Fecha de creación', '出品日', 'Data di creazione', '开售日期'],
  quantity: ['Menge', '数量', 'Quantità'],
}
