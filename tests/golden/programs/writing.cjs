// Writes the filled form with the libraries of Node: node writing.cjs FORM.xlsx FOLDER
// Run where they are installed (npm install exceljs xlsx xlsx-populate, in a folder of its own).
// Prints the version of each as JSON.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

const here = createRequire(path.join(process.cwd(), "from-here.js"));
const ExcelJS = here("exceljs");
const SheetJS = here("xlsx");
const Populate = here("xlsx-populate");
const [form, folder] = process.argv.slice(2);
const to = (name) => path.join(folder, `${name}.xlsx`);

// Opened and saved again, as a web page does that changes one cell.
async function savedAgain() {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(form);
  await book.xlsx.writeFile(to("exceljs-saved"));
  const whole = { cellStyles: true, cellDates: true, cellNF: true, sheetStubs: true };
  SheetJS.writeFile(SheetJS.readFile(form, whole), to("sheetjs-saved"), { cellStyles: true, compression: true });
  await (await Populate.fromFileAsync(form)).toFileAsync(to("xlsx-populate-saved"));
}

// Typed by a script into a workbook of its own: values, a formula for each sum, hidden sheets.
async function copied() {
  const source = new ExcelJS.Workbook();
  await source.xlsx.readFile(form);
  const plain = new ExcelJS.Workbook();
  const stream = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: to("exceljs-streamed"), useStyles: true, useSharedStrings: false });
  const rows = SheetJS.utils.book_new();
  for (const sheet of source.worksheets) {
    const one = plain.addWorksheet(sheet.name, { state: sheet.state });
    const other = stream.addWorksheet(sheet.name, { state: sheet.state });
    const table = [];
    sheet.eachRow({ includeEmpty: true }, (row, number) => {
      const values = [];
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        const merged = cell.isMerged && cell.master.address !== cell.address;
        const value = merged ? null : cell.value;
        values[column - 1] = value;
        if (value === null) return;
        for (const target of [one, other]) {
          const put = target.getRow(number).getCell(column);
          put.value = value;
          if (value instanceof Date) put.numFmt = "dd/mm/yyyy";
        }
      });
      table[number - 1] = values.map((value) => (value && value.formula ? value.result : value));
      other.getRow(number).commit();
    });
    other.commit();
    SheetJS.utils.book_append_sheet(rows, SheetJS.utils.aoa_to_sheet(table, { dateNF: "dd/mm/yyyy" }), sheet.name);
  }
  await plain.xlsx.writeFile(to("exceljs-written"));
  await stream.commit();
  SheetJS.writeFile(rows, to("sheetjs-written"), { bookSST: false, compression: true });
}

const version = (name) => JSON.parse(fs.readFileSync(path.join(process.cwd(), "node_modules", name, "package.json"))).version;

savedAgain()
  .then(copied)
  .then(() => console.log(JSON.stringify({ exceljs: version("exceljs"), SheetJS: version("xlsx"), "xlsx-populate": version("xlsx-populate") })));
