# Converting sources of other formats.

cli-about-convert = Turn HSDS, spreadsheets and profile pages into HSDS or tables
cli-arg-source = A file, a folder or a zip file
cli-arg-source-format = What the source is: auto, hsds (JSON), hsds-csv (a package of tables), nswp (profile pages) or csv (a spreadsheet)
cli-arg-target = Where to write: .jsonl, .json, .zip (a package of tables), .csv or .xlsx; - prints JSON lines
cli-arg-mapping = What the columns of a spreadsheet hold, and which words mean which needs: a file that --propose writes
cli-arg-propose = Print a mapping for a spreadsheet, to be corrected and passed with --mapping
cli-arg-source-country = Country of places and numbers that name none: a code or a name
cli-arg-report-file = Write the whole report to this file: .txt, .json or .html
cli-arg-strict = Refuse everything if there is any problem
cli-arg-keep-confidential = Keep the addresses of confidential places. Only for your own records: whoever has the result has the addresses

convert-all = all records
convert-tally = { $kind }: { $read } read = { $kept } kept + { $left } left out + { $refused } refused
convert-written = Written: { $organizations_count ->
    [one] { $organizations } organisation
   *[other] { $organizations } organisations
}, { $services_count ->
    [one] { $services } service
   *[other] { $services } services
}, { $locations_count ->
    [one] { $locations } place
   *[other] { $locations } places
}, { $phones_count ->
    [one] { $phones } phone number
   *[other] { $phones } phone numbers
}
convert-problems = Problems: { $count }
convert-more-problems = … and { $count } more. All of them: --report FILE.txt, .json or .html
convert-outcome-kept = kept
convert-outcome-repaired = repaired
convert-outcome-left-out = left out
convert-outcome-refused = refused
convert-passed-over = Files of no kind that is read, passed over: { $count }
convert-confidential-kept = { $count ->
    [one] One confidential place is written with all that tells where it is. Keep the result where you would keep the address
   *[other] { $count } confidential places are written with all that tells where they are. Keep the result where you would keep the addresses
}
convert-hint-report = The report can be a .txt, .json or .html file.
convert-report-title = Report on converting { $source }
convert-head-kind = Kind
convert-head-read = Read
convert-head-kept = Kept
convert-head-left-out = Left out
convert-head-refused = Refused
convert-head-code = Code
convert-head-outcome = What was done
convert-head-count = Number
convert-head-file = File
convert-head-line = Line
convert-head-field = Field
convert-head-value = Value
convert-mapping-comment =
    How Parasol reads { $file }. Correct it, keep it, and pass it with --mapping.

    Each column has its heading as it stands in the sheet, what it holds (to),
    and where a cell holds several values, the characters between them (split).
    "keep" keeps a column as it is, "drop" leaves it out. Under [needs], a word of
    the sheet means a need, or several, or none ("").

    A column can hold:

cli-error-no-such-source = There is no file or folder { $path }
cli-hint-no-such-source = Check the name.
cli-error-nothing-to-convert = Nothing in { $path } is of a kind that is read.
cli-hint-nothing-to-convert = Parasol reads .json, .jsonl, .csv, .tsv, .xlsx, .ods, .txt and .zip files; --from says what a file with another name is.
cli-error-unknown-target = The ending of { $path } names no format.
cli-hint-unknown-target = Write .jsonl, .json, .zip, .csv or .xlsx.
cli-error-mapping-wrong = The mapping cannot be used: { $place }: { $detail }
cli-hint-mapping-wrong = "parasol convert SOURCE --propose" prints one that fits, with all the words that "to" can be.
cli-error-no-mapping = No column of { $path } looks like names.
cli-hint-no-mapping = The first row should hold the headings; check that it is a table.
cli-error-one-spreadsheet = A mapping is for one spreadsheet; { $path } holds none or several.
cli-hint-one-spreadsheet = Name the file itself.
cli-error-nothing-taken = No record of the source could be taken.
cli-hint-nothing-taken = The report says why; --from says what a source is if it was taken for something else.
cli-error-strict-refused =
    { $count ->
        [one] There is a problem, and --strict allows none.
       *[other] There are { $count } problems, and --strict allows none.
    }
cli-hint-strict-refused = Mend the source as the report says, or leave --strict out.

# Writing the directory out.

cli-about-export = Write the directory in use, or the part that find would find, as HSDS or as a table
cli-arg-export-to = Where to write: .jsonl or .json (HSDS), .zip (a package of tables), .csv or .xlsx (one table for people); - prints JSON lines

# Headings of the table for people; Parasol knows them again (data/headings.toml).

column-organization-id = Organization ID
column-organization-name = Organization
column-organization-alternate-name = Other name
column-organization-description = Description
column-service-id = Service ID
column-service-name = Service
column-service-description = Service description
column-need = Needs
column-population = Who it is for
column-access = How to reach
column-phone = Phone
column-phone-hotline = Hotline
column-phone-whatsapp = WhatsApp
column-organization-email = Email
column-organization-website = Website
column-location-name = Place
column-address-address-1 = Address
column-address-address-2 = Address 2
column-address-city = City
column-address-region = District
column-address-state-province = State
column-address-postal-code = Postal code
column-address-country = Country
column-location-latitude = Latitude
column-location-longitude = Longitude
column-confidential = Confidential
column-hours = Opening hours
column-language = Languages
column-service-fees-description = Cost
column-service-eligibility-description = Eligibility
column-service-application-process = How to apply
column-required-document = What to bring
column-assured-date = Checked
