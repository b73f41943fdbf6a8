/**
 * The enums of the Sheets API, which the type declarations of Google's client only call strings: their
 * names, values and the fields that hold them. From the API's discovery document and its reference.
 */
type Enum = { values: string; fields: string }

const ENUMS: Record<string, Enum> = {
  BasicChartAxisPosition: {
    values: 'BASIC_CHART_AXIS_POSITION_UNSPECIFIED BOTTOM_AXIS LEFT_AXIS RIGHT_AXIS',
    fields: 'BasicChartAxis.position BasicChartSeries.targetAxis',
  },
  BasicChartCompareMode: {
    values: 'BASIC_CHART_COMPARE_MODE_UNSPECIFIED DATUM CATEGORY',
    fields: 'BasicChartSpec.compareMode',
  },
  BasicChartLegendPosition: {
    values:
      'BASIC_CHART_LEGEND_POSITION_UNSPECIFIED BOTTOM_LEGEND LEFT_LEGEND RIGHT_LEGEND TOP_LEGEND NO_LEGEND',
    fields: 'BasicChartSpec.legendPosition',
  },
  BasicChartStackedType: {
    values: 'BASIC_CHART_STACKED_TYPE_UNSPECIFIED NOT_STACKED STACKED PERCENT_STACKED',
    fields: 'BasicChartSpec.stackedType',
  },
  BasicChartType: {
    values: 'BASIC_CHART_TYPE_UNSPECIFIED BAR LINE AREA COLUMN SCATTER COMBO STEPPED_AREA',
    fields: 'BasicChartSeries.type BasicChartSpec.chartType',
  },
  BubbleChartLegendPosition: {
    values:
      'BUBBLE_CHART_LEGEND_POSITION_UNSPECIFIED BOTTOM_LEGEND LEFT_LEGEND RIGHT_LEGEND TOP_LEGEND NO_LEGEND INSIDE_LEGEND',
    fields: 'BubbleChartSpec.legendPosition',
  },
  ChartAggregateType: {
    values: 'CHART_AGGREGATE_TYPE_UNSPECIFIED AVERAGE COUNT MAX MEDIAN MIN SUM',
    fields: 'ChartData.aggregateType ScorecardChartSpec.aggregateType',
  },
  ChartDateTimeRuleType: {
    values:
      'CHART_DATE_TIME_RULE_TYPE_UNSPECIFIED SECOND MINUTE HOUR HOUR_MINUTE HOUR_MINUTE_AMPM DAY_OF_WEEK DAY_OF_YEAR DAY_OF_MONTH DAY_MONTH MONTH QUARTER YEAR YEAR_MONTH YEAR_QUARTER YEAR_MONTH_DAY',
    fields: 'ChartDateTimeRule.type',
  },
  ChartHiddenDimensionStrategy: {
    values:
      'CHART_HIDDEN_DIMENSION_STRATEGY_UNSPECIFIED SKIP_HIDDEN_ROWS_AND_COLUMNS SKIP_HIDDEN_ROWS SKIP_HIDDEN_COLUMNS SHOW_ALL',
    fields: 'ChartSpec.hiddenDimensionStrategy',
  },
  ChartNumberFormatSource: {
    values: 'CHART_NUMBER_FORMAT_SOURCE_UNDEFINED FROM_DATA CUSTOM',
    fields: 'ScorecardChartSpec.numberFormatSource',
  },
  ColumnType: {
    values:
      'COLUMN_TYPE_UNSPECIFIED DOUBLE CURRENCY PERCENT DATE TIME DATE_TIME TEXT BOOLEAN DROPDOWN FILES_CHIP PEOPLE_CHIP FINANCE_CHIP PLACE_CHIP RATINGS_CHIP',
    fields: 'TableColumnProperties.columnType',
  },
  CommentActionType: {
    values: 'COMMENT_ACTION_TYPE_UNSPECIFIED NO_COMMENT_ACTION_CHANGE RESOLVE REOPEN',
    fields: 'Post.commentAction',
  },
  Status: {
    values: 'STATUS_UNSPECIFIED OPEN RESOLVED',
    fields: 'CommentThread.status',
  },
  CommentsViewMode: {
    values:
      'COMMENTS_VIEW_MODE_UNSPECIFIED COMMENTS_VIEW_MODE_DEFAULT_FOR_CURRENT_ACCESS COMMENTS_VIEW_MODE_OMITTED COMMENTS_VIEW_MODE_INCLUDED',
    fields:
      'BatchUpdateSpreadsheetRequest.commentsViewMode GetSpreadsheetByDataFilterRequest.commentsViewMode Spreadsheet.commentsViewMode',
  },
  ComparisonType: {
    values: 'COMPARISON_TYPE_UNDEFINED ABSOLUTE_DIFFERENCE PERCENTAGE_DIFFERENCE',
    fields: 'BaselineValueFormat.comparisonType',
  },
  ConditionType: {
    values:
      'CONDITION_TYPE_UNSPECIFIED NUMBER_GREATER NUMBER_GREATER_THAN_EQ NUMBER_LESS NUMBER_LESS_THAN_EQ NUMBER_EQ NUMBER_NOT_EQ NUMBER_BETWEEN NUMBER_NOT_BETWEEN TEXT_CONTAINS TEXT_NOT_CONTAINS TEXT_STARTS_WITH TEXT_ENDS_WITH TEXT_EQ TEXT_IS_EMAIL TEXT_IS_URL DATE_EQ DATE_BEFORE DATE_AFTER DATE_ON_OR_BEFORE DATE_ON_OR_AFTER DATE_BETWEEN DATE_NOT_BETWEEN DATE_IS_VALID ONE_OF_RANGE ONE_OF_LIST BLANK NOT_BLANK CUSTOM_FORMULA BOOLEAN TEXT_NOT_EQ DATE_NOT_EQ FILTER_EXPRESSION',
    fields: 'BooleanCondition.type',
  },
  DataLabelPlacement: {
    values:
      'DATA_LABEL_PLACEMENT_UNSPECIFIED CENTER LEFT RIGHT ABOVE BELOW INSIDE_END INSIDE_BASE OUTSIDE_END',
    fields: 'DataLabel.placement',
  },
  DataLabelType: {
    values: 'DATA_LABEL_TYPE_UNSPECIFIED NONE DATA CUSTOM',
    fields: 'DataLabel.type',
  },
  DataSourceRefreshScope: {
    values: 'DATA_SOURCE_REFRESH_SCOPE_UNSPECIFIED ALL_DATA_SOURCES',
    fields: 'DataSourceRefreshSchedule.refreshScope',
  },
  DataSourceTableColumnSelectionType: {
    values: 'DATA_SOURCE_TABLE_COLUMN_SELECTION_TYPE_UNSPECIFIED SELECTED SYNC_ALL',
    fields: 'DataSourceTable.columnSelectionType',
  },
  DateTimeRenderOption: {
    values: 'SERIAL_NUMBER FORMATTED_STRING',
    fields:
      'BatchGetValuesByDataFilterRequest.dateTimeRenderOption BatchUpdateValuesByDataFilterRequest.responseDateTimeRenderOption BatchUpdateValuesRequest.responseDateTimeRenderOption',
  },
  DateTimeRuleType: {
    values:
      'DATE_TIME_RULE_TYPE_UNSPECIFIED SECOND MINUTE HOUR HOUR_MINUTE HOUR_MINUTE_AMPM DAY_OF_WEEK DAY_OF_YEAR DAY_OF_MONTH DAY_MONTH MONTH QUARTER YEAR YEAR_MONTH YEAR_QUARTER YEAR_MONTH_DAY',
    fields: 'DateTimeRule.type',
  },
  DelimiterType: {
    values: 'DELIMITER_TYPE_UNSPECIFIED COMMA SEMICOLON PERIOD SPACE CUSTOM AUTODETECT',
    fields: 'TextToColumnsRequest.delimiterType',
  },
  DeveloperMetadataLocationMatchingStrategy: {
    values:
      'DEVELOPER_METADATA_LOCATION_MATCHING_STRATEGY_UNSPECIFIED EXACT_LOCATION INTERSECTING_LOCATION',
    fields: 'DeveloperMetadataLookup.locationMatchingStrategy',
  },
  DeveloperMetadataLocationType: {
    values: 'DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED ROW COLUMN SHEET SPREADSHEET',
    fields: 'DeveloperMetadataLocation.locationType DeveloperMetadataLookup.locationType',
  },
  DeveloperMetadataVisibility: {
    values: 'DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED DOCUMENT PROJECT',
    fields: 'DeveloperMetadata.visibility DeveloperMetadataLookup.visibility',
  },
  Dimension: {
    values: 'DIMENSION_UNSPECIFIED ROWS COLUMNS',
    fields:
      'AppendDimensionRequest.dimension BatchGetValuesByDataFilterRequest.majorDimension DataFilterValueRange.majorDimension DeleteRangeRequest.shiftDimension DimensionRange.dimension InsertRangeRequest.shiftDimension SourceAndDestination.dimension ValueRange.majorDimension',
  },
  DisplayFormat: {
    values: 'DISPLAY_FORMAT_UNSPECIFIED DEFAULT LAST_NAME_COMMA_FIRST_NAME EMAIL',
    fields: 'PersonProperties.displayFormat',
  },
  ErrorType: {
    values: 'ERROR_TYPE_UNSPECIFIED ERROR NULL_VALUE DIVIDE_BY_ZERO VALUE REF NAME NUM N_A LOADING',
    fields: 'ErrorValue.type',
  },
  HistogramChartLegendPosition: {
    values:
      'HISTOGRAM_CHART_LEGEND_POSITION_UNSPECIFIED BOTTOM_LEGEND LEFT_LEGEND RIGHT_LEGEND TOP_LEGEND NO_LEGEND INSIDE_LEGEND',
    fields: 'HistogramChartSpec.legendPosition',
  },
  HorizontalAlign: {
    values: 'HORIZONTAL_ALIGN_UNSPECIFIED LEFT CENTER RIGHT',
    fields:
      'CellFormat.horizontalAlignment SlicerSpec.horizontalAlignment TextPosition.horizontalAlignment',
  },
  HyperlinkDisplayType: {
    values: 'HYPERLINK_DISPLAY_TYPE_UNSPECIFIED LINKED PLAIN_TEXT',
    fields: 'CellFormat.hyperlinkDisplayType',
  },
  InterpolationPointType: {
    values: 'INTERPOLATION_POINT_TYPE_UNSPECIFIED MIN MAX NUMBER PERCENT PERCENTILE',
    fields: 'InterpolationPoint.type',
  },
  LineDashType: {
    values:
      'LINE_DASH_TYPE_UNSPECIFIED INVISIBLE CUSTOM SOLID DOTTED MEDIUM_DASHED MEDIUM_DASHED_DOTTED LONG_DASHED LONG_DASHED_DOTTED',
    fields: 'LineStyle.type',
  },
  MergeType: {
    values: 'MERGE_ALL MERGE_COLUMNS MERGE_ROWS',
    fields: 'MergeCellsRequest.mergeType',
  },
  NumberFormatType: {
    values:
      'NUMBER_FORMAT_TYPE_UNSPECIFIED TEXT NUMBER PERCENT CURRENCY DATE TIME DATE_TIME SCIENTIFIC',
    fields: 'NumberFormat.type',
  },
  OrgChartNodeSize: {
    values: 'ORG_CHART_LABEL_SIZE_UNSPECIFIED SMALL MEDIUM LARGE',
    fields: 'OrgChartSpec.nodeSize',
  },
  PasteOrientation: { values: 'NORMAL TRANSPOSE', fields: 'CopyPasteRequest.pasteOrientation' },
  PasteType: {
    values:
      'PASTE_NORMAL PASTE_VALUES PASTE_FORMAT PASTE_NO_BORDERS PASTE_FORMULA PASTE_DATA_VALIDATION PASTE_CONDITIONAL_FORMATTING',
    fields: 'CopyPasteRequest.pasteType CutPasteRequest.pasteType PasteDataRequest.type',
  },
  PieChartLegendPosition: {
    values:
      'PIE_CHART_LEGEND_POSITION_UNSPECIFIED BOTTOM_LEGEND LEFT_LEGEND RIGHT_LEGEND TOP_LEGEND NO_LEGEND LABELED_LEGEND',
    fields: 'PieChartSpec.legendPosition',
  },
  PivotStandardValueFunction: {
    values:
      'PIVOT_STANDARD_VALUE_FUNCTION_UNSPECIFIED SUM COUNTA COUNT COUNTUNIQUE AVERAGE MAX MIN MEDIAN PRODUCT STDEV STDEVP VAR VARP CUSTOM NONE',
    fields: 'PivotValue.summarizeFunction',
  },
  PivotValueCalculatedDisplayType: {
    values:
      'PIVOT_VALUE_CALCULATED_DISPLAY_TYPE_UNSPECIFIED PERCENT_OF_ROW_TOTAL PERCENT_OF_COLUMN_TOTAL PERCENT_OF_GRAND_TOTAL',
    fields: 'PivotValue.calculatedDisplayType',
  },
  PivotValueLayout: { values: 'HORIZONTAL VERTICAL', fields: 'PivotTable.valueLayout' },
  PointShape: {
    values: 'POINT_SHAPE_UNSPECIFIED CIRCLE DIAMOND HEXAGON PENTAGON SQUARE STAR TRIANGLE X_MARK',
    fields: 'PointStyle.shape',
  },
  RecalculationInterval: {
    values: 'RECALCULATION_INTERVAL_UNSPECIFIED ON_CHANGE MINUTE HOUR',
    fields: 'SpreadsheetProperties.autoRecalc',
  },
  RelativeDate: {
    values: 'RELATIVE_DATE_UNSPECIFIED PAST_YEAR PAST_MONTH PAST_WEEK YESTERDAY TODAY TOMORROW',
    fields: 'ConditionValue.relativeDate',
  },
  SheetType: {
    values: 'SHEET_TYPE_UNSPECIFIED GRID OBJECT DATA_SOURCE',
    fields: 'SheetProperties.sheetType',
  },
  SortOrder: {
    values: 'SORT_ORDER_UNSPECIFIED ASCENDING DESCENDING',
    fields: 'PivotGroup.sortOrder SortSpec.sortOrder',
  },
  Style: {
    values: 'STYLE_UNSPECIFIED DOTTED DASHED SOLID SOLID_MEDIUM SOLID_THICK NONE DOUBLE',
    fields: 'Border.style',
  },
  TextDirection: {
    values: 'TEXT_DIRECTION_UNSPECIFIED LEFT_TO_RIGHT RIGHT_TO_LEFT',
    fields: 'CellFormat.textDirection',
  },
  ThemeColorType: {
    values:
      'THEME_COLOR_TYPE_UNSPECIFIED TEXT BACKGROUND ACCENT1 ACCENT2 ACCENT3 ACCENT4 ACCENT5 ACCENT6 LINK',
    fields: 'ColorStyle.themeColor ThemeColorPair.colorType',
  },
  ValueInputOption: {
    values: 'INPUT_VALUE_OPTION_UNSPECIFIED RAW USER_ENTERED',
    fields:
      'BatchUpdateValuesByDataFilterRequest.valueInputOption BatchUpdateValuesRequest.valueInputOption',
  },
  ValueRenderOption: {
    values: 'FORMATTED_VALUE UNFORMATTED_VALUE FORMULA',
    fields:
      'BatchGetValuesByDataFilterRequest.valueRenderOption BatchUpdateValuesByDataFilterRequest.responseValueRenderOption BatchUpdateValuesRequest.responseValueRenderOption',
  },
  VerticalAlign: {
    values: 'VERTICAL_ALIGN_UNSPECIFIED TOP MIDDLE BOTTOM',
    fields: 'CellFormat.verticalAlignment',
  },
  ViewWindowMode: {
    values: 'DEFAULT_VIEW_WINDOW_MODE VIEW_WINDOW_MODE_UNSUPPORTED EXPLICIT PRETTY',
    fields: 'ChartAxisViewWindowOptions.viewWindowMode',
  },
  WaterfallStackedType: {
    values: 'WATERFALL_STACKED_TYPE_UNSPECIFIED STACKED SEQUENTIAL',
    fields: 'WaterfallChartSpec.stackedType',
  },
  WrapStrategy: {
    values: 'WRAP_STRATEGY_UNSPECIFIED OVERFLOW_CELL LEGACY_WRAP CLIP WRAP',
    fields: 'CellFormat.wrapStrategy',
  },
  'google.type.DayOfWeek': {
    values: 'DAY_OF_WEEK_UNSPECIFIED MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY',
    fields: 'DataSourceRefreshWeeklySchedule.daysOfWeek',
  },
}

export type EnumType = { name: string; values: readonly string[] }

const BY_FIELD = new Map(
  Object.entries(ENUMS).flatMap(([name, { values, fields }]) => {
    const type: EnumType = { name: fullName(name, fields.split(' ')), values: values.split(' ') }
    return fields.split(' ').map((field) => [field, type] as const)
  }),
)

/**
 * What errors call an enum: one that a single message uses is a part of that, as public error reports
 * show it of PieChartSpec; of the others it is only believed.
 */
function fullName(name: string, fields: readonly string[]): string {
  const [owner = '', ...others] = new Set(fields.map((field) => field.split('.')[0]))
  return others.length > 0 || name.includes('.') ? name : `${owner}.${name}`
}

/** @param field as `DimensionRange.dimension`. */
export function enumOf(field: string): EnumType | undefined {
  return BY_FIELD.get(field)
}
