// What a warning may be about: of its own, so that the contract names the codes without knowing the checks.
export const warningCodes = [
  'minutes_not_signed',
  'limitation_without_recommendation',
  'recommendation_without_due_date',
  'signer_unknown',
  'report_back_unknown',
  'strength_and_limitation_on_criterion',
  'other_agency_named',
  'other_year_in_text',
  'empty_section',
  'text_is_blank',
  'unsupported_character',
  'secret_mark',
  'empty_field',
  'addressee_unknown',
  'index_unknown',
  'nothing_owed',
] as const;
export type WarningCode = (typeof warningCodes)[number];
