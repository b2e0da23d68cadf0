import { columns, text } from './columns.ts'

export const producerResponsibilityColumns = columns(
  text('unique_account_identifier', 'report_period_start', 'report_period_end', 'asin', 'amazon_marketplace'),
  text('ship_to_country_code', 'ship_to_country', 'item_name_in_english', 'item_name_as_in_marketplace'),
  text('registration_number', 'epr_category', 'epr_subcategory1', 'epr_subcategory2', 'epr_subcategory3'),
  text('epr_subcategory4', 'gl_product_group_description', 'product_type', 'total_units_sold', 'units_per_asin'),
  text('battery_embedded', 'item_weight_without_package_kg', 'item_weight_with_package_kg'),
  text('total_reported_weight_kg', 'item_width_cm', 'package_width_cm', 'item_height_cm', 'package_height_cm'),
  text('paper_kg', 'glass_kg', 'aluminum_kg', 'steel_kg', 'plastic_kg', 'wood_kg', 'other_kg'),
)
