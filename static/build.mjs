// Builds static/dist from static/src: style sheets, scripts, fonts, pictures and the land silhouette of the map.

import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { geoPath, geoTransform } from "d3-geo";
import esbuild from "esbuild";
import * as sass from "sass";
import subsetFont from "subset-font";
import { feature } from "topojson-client";
import { filter, filterWeight, presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const modules = path.join(root, "node_modules");
const source = path.join(root, "static", "src");
const dist = path.join(root, "static", "dist");

// Phones of 2019 and later; syntax of ES2019 is what their browsers share.
const browsers = ["es2019", "chrome79", "firefox78", "safari13.1", "edge79"];

// Of Latin what the languages of Western Europe and our texts need: $latin in scss/fonts.scss names the same letters.
const latin = letters([
  [0x20, 0x7e], [0xa0, 0xa0], [0xa9, 0xa9], [0xab, 0xab], [0xb0, 0xb0], [0xb7, 0xb7], [0xbb, 0xbb], [0xbf, 0xff],
  [0x2010, 0x2015], [0x2018, 0x201e], [0x2022, 0x2022], [0x2026, 0x2026], [0x2032, 0x2033], [0x2039, 0x203a],
  [0x20ac, 0x20ac], [0x2122, 0x2122], [0x2212, 0x2212],
]);
const ofLatin = { text: latin, keepFeatures: ["kern", "tnum"] };
// Other scripts are shaped by many rules: all of their letters and rules stay.
const whole = { keepAllGlyphs: true };

const fonts = [
  ["overpass", "overpass-latin-700-normal", ofLatin],
  ["noto-sans", "noto-sans-latin-400-normal", ofLatin],
  ["noto-sans", "noto-sans-latin-700-normal", ofLatin],
  ["noto-sans-khmer", "noto-sans-khmer-khmer-400-normal", whole],
  ["noto-sans-khmer", "noto-sans-khmer-khmer-700-normal", whole],
  ["noto-sans-lao", "noto-sans-lao-lao-400-normal", whole],
  ["noto-sans-lao", "noto-sans-lao-lao-700-normal", whole],
  ["noto-sans-myanmar", "noto-sans-myanmar-myanmar-400-normal", whole],
  ["noto-sans-myanmar", "noto-sans-myanmar-myanmar-700-normal", whole],
];

// The region of the network. Equirectangular, true to scale at `parallel`:
// x = (longitude - west) * kx, y = (north - latitude) * ky; `crop` is what the map shows unless a dot lies outside it.
const region = { west: 88, east: 136, south: -11, north: 47, parallel: 22, width: 600 };
const crop = { west: 92, east: 130, south: 4, north: 44 };

async function styles() {
  for (const name of ["app", "core", "fonts"]) {
    const sheet = sass.compile(path.join(source, "scss", `${name}.scss`), {
      importers: [new sass.NodePackageImporter(root)],
      loadPaths: [modules],
      quietDeps: true,
      silenceDeprecations: ["import", "global-builtin", "color-functions", "if-function"],
    });
    const { code } = await esbuild.transform(sheet.css, { loader: "css", minify: true, target: browsers });
    await writeFile(path.join(dist, `${name}.css`), code);
  }
}

async function scripts() {
  await esbuild.build({
    entryPoints: ["app", "core", "htmx", "offline", "passkeys", "picker", "sw"].map((name) => path.join(source, "js", `${name}.js`)),
    outdir: dist,
    bundle: true,
    minify: true,
    format: "iife",
    target: browsers,
    supported: { destructuring: true }, // safari 13 only fails on cases that our code does not have
    legalComments: "none",
    nodePaths: [modules],
  });
}

async function files() {
  await mkdir(path.join(dist, "fonts"), { recursive: true });
  for (const [family, file, { text, ...kept }] of fonts) {
    const font = await readFile(path.join(modules, "@fontsource", family, "files", `${file}.woff2`));
    const smaller = await subsetFont(font, text, { ...kept, noHinting: true, targetFormat: "woff2" });
    await writeFile(path.join(dist, "fonts", `${file}.woff2`), smaller);
  }
  await cp(path.join(source, "img"), path.join(dist, "img"), { recursive: true });
}

// Written as a function, because the list above is made with it.
function letters(ranges) {
  const codes = ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
  return String.fromCodePoint(...codes);
}

const rounded = (number) => Math.round(number * 10) / 10;

async function land() {
  const { west, east, south, north, parallel, width } = region;
  const kx = width / (east - west);
  const ky = kx / Math.cos((parallel * Math.PI) / 180);
  const height = Math.round((north - south) * ky);

  const world = JSON.parse(await readFile(path.join(modules, "world-atlas", "land-50m.json"), "utf8"));
  const weighted = presimplify(world, sphericalTriangleArea);
  const simple = filter(simplify(weighted, 6e-6), filterWeight(weighted, 1.6e-5, sphericalTriangleArea));
  const shapes = feature(simple, simple.objects.land);

  const rings = (shapes.features ?? [shapes])
    .flatMap(({ geometry }) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates))
    .flatMap((polygon) => polygon)
    .map((ring) => clipped(ring, { west, east, south, north }))
    .filter((ring) => ring.length > 3);
  const project = geoTransform({
    point(longitude, latitude) {
      this.stream.point((longitude - west) * kx, (north - latitude) * ky);
    },
  });
  const outline = geoPath(project).digits(0)({ type: "MultiLineString", coordinates: rings });
  const d = relative(outline);

  const box = [
    rounded((crop.west - west) * kx),
    rounded((north - crop.north) * ky),
    rounded((crop.east - crop.west) * kx),
    rounded((crop.north - crop.south) * ky),
  ];
  await writeFile(
    path.join(dist, "land.json"),
    JSON.stringify({
      viewBox: box.join(" "),
      width,
      height,
      path: d,
      projection: { name: "equirectangular", lon0: west, lat0: north, kx, ky, west, east, south, north },
    }),
  );
}

// Sutherland-Hodgman against the four sides of the region.
function clipped(ring, { west, east, south, north }) {
  const sides = [
    [([x]) => x >= west, (a, b) => atLongitude(a, b, west)],
    [([x]) => x <= east, (a, b) => atLongitude(a, b, east)],
    [([, y]) => y >= south, (a, b) => atLatitude(a, b, south)],
    [([, y]) => y <= north, (a, b) => atLatitude(a, b, north)],
  ];
  return sides.reduce((points, [inside, crossing]) => {
    const kept = [];
    points.forEach((point, index) => {
      const before = points[(index + points.length - 1) % points.length];
      if (inside(point) !== inside(before)) kept.push(crossing(before, point));
      if (inside(point)) kept.push(point);
    });
    return kept;
  }, ring.slice(0, -1));
}

function atLongitude([x1, y1], [x2, y2], x) {
  return [x, y1 + ((y2 - y1) * (x - x1)) / (x2 - x1)];
}

function atLatitude([x1, y1], [x2, y2], y) {
  return [x1 + ((x2 - x1) * (y - y1)) / (y2 - y1), y];
}

// "M10,20L12,25" becomes "m10 20l2 5": a third fewer bytes.
function relative(outline) {
  return outline
    .split("M")
    .filter(Boolean)
    .map((line) => line.split("L").map((pair) => pair.split(",").map(Number)))
    .map((points) => points.filter(([x, y], i) => !i || x !== points[i - 1][0] || y !== points[i - 1][1]))
    .filter((points) => points.length > 3)
    .map(([first, ...rest]) => {
      let [x, y] = first;
      const steps = rest.map(([nextX, nextY]) => {
        const step = `${nextX - x} ${nextY - y}`;
        [x, y] = [nextX, nextY];
        return step;
      });
      return `M${first.join(" ")}l${steps.join(" ")}z`.replaceAll(" -", "-");
    })
    .join("");
}

async function report() {
  for (const name of ["app.css", "core.css", "fonts.css", "app.js", "htmx.js", "core.js", "offline.js", "passkeys.js", "picker.js", "sw.js", "land.json"]) {
    const bytes = await readFile(path.join(dist, name));
    const packed = gzipSync(bytes, { level: 9 }).length;
    const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
    console.log(`${name.padEnd(10)} ${String(bytes.length).padStart(7)} bytes ${String(packed).padStart(6)} gz  ${digest}`);
  }
}

export async function build() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  await Promise.all([styles(), scripts(), files(), land()]);
  await report();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await build();
