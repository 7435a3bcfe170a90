/** An R script that loads and labels the CSV files, with base R alone. */
import type { Identity } from '../identity.ts';
import { COLUMNS_PATH } from './columns.ts';

export const rStarter = ({ title, banner, date, software }: Identity, tables: readonly string[]): string => `# ${title}
# ${date}, ${software}. Base R 3.6 or newer; run it in this folder: source("gongkai.R", encoding = "UTF-8")
${banner === null ? '' : `# !! ${banner}\n`}# Then: panel <- gongkai("panel"); attr(panel$t3_new_total, "label"); gongkai_labels("panel")
# Numbers are exactly what is printed, or NA; NA never means 0. cells$state says why.

gongkai_tables <- c(${tables.map((table) => `"${table}"`).join(', ')})

gongkai_read <- function(path, classes = "character") {
  read.csv(path, fileEncoding = "UTF-8-BOM", encoding = "UTF-8", colClasses = classes, na.strings = "", quote = "\\"", check.names = FALSE,
           stringsAsFactors = FALSE, comment.char = "", strip.white = FALSE)
}

# Takes off the apostrophe before texts that a spreadsheet would calculate.
gongkai_text <- function(x) {
  calculated <- grepl("^'+([=@\\t\\r]|[+-](?![+-]*\\\\z|[0-9.,]+%?\\\\z))", x, perl = TRUE)
  ifelse(is.na(x) | !calculated, x, substring(x, 2))
}

gongkai_columns <- gongkai_read("${COLUMNS_PATH}")

# Labels of a table's columns: column, type, label_zh, label_en.
gongkai_labels <- function(table) gongkai_columns[gongkai_columns$table == table, c("column", "type", "label_zh", "label_en")]

# One table with its types; each column has the attributes label (English) and label_zh. states = TRUE makes factors of words.
gongkai <- function(table, states = TRUE) {
  stopifnot(table %in% gongkai_tables)
  columns <- gongkai_columns[gongkai_columns$table == table, ]
  classes <- unname(c(integer = "numeric", number = "numeric", text = "character", date = "character")[columns$type])
  data <- gongkai_read(file.path("csv", paste0(table, ".csv")), classes)
  words <- if (states) gongkai_read("csv/words.csv") else NULL
  kinds <- c("cells.state" = "state", "cells.alignment" = "alignment", "checks.status" = "check_status", "coverage.status" = "coverage_status")
  for (i in seq_along(data)) {
    if (columns$type[i] == "text") data[[i]] <- gongkai_text(data[[i]])
    if (columns$type[i] == "date") data[[i]] <- as.Date(data[[i]])
    kind <- kinds[paste(table, columns$column[i], sep = ".")]
    if (states && !is.na(kind)) data[[i]] <- factor(data[[i]], levels = words$name[words$kind == kind])
    attr(data[[i]], "label") <- columns$label_en[i]
    attr(data[[i]], "label_zh") <- columns$label_zh[i]
  }
  data
}

if (!exists("gongkai_quiet")) {
  panel <- gongkai("panel")
  cat(nrow(panel), "reports of", length(unique(panel$agency)), "agencies\\n")
}
`;
