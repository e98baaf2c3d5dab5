/* Words as the search sees them: folding, stems, tokens, numerals. No DOM; used by search-engine.js. */
(function (root) {
  "use strict";

  var TOKEN = /(?:gen|bio|ai|ict|eqp|new|her|case|faq|form|ws)-\d{2,3}(?!\d)|[a-z0-9\u00e0-\u024f]+(?:-[a-z]+)*|[\u3400-\u9fff]+/g;

  /* ---- text: folding, stems, tokens. Every step keeps the length, so that positions stay those of the original. */

  function folder(pairs) {
    var table = new Map();
    for (var i = 0; i < pairs[0].length; i++) table.set(pairs[0][i], pairs[1][i]);
    return function (text) {
      var lower = text.toLowerCase();
      if (lower.length !== text.length) lower = text;
      return lower.replace(/[\uff01-\uff5e\u3000\u3400-\u9fff’]/g, function (c) {
        var code = c.charCodeAt(0);
        if (code > 0xff00) return String.fromCharCode(code - 0xfee0).toLowerCase();
        if (code === 0x3000) return " ";
        if (c === "’") return "'";
        return table.get(c) || c;
      });
    };
  }

  var british = [[/isation/, "ization"], [/ise(d|s|r|rs)?$/, "ize$1"], [/ising$/, "izing"], [/yse(d|s)?$/, "yze$1"], [/our(s|ed|ing|al|able)?$/, "or$1"],
    [/cence/, "cense"], [/fence/, "fense"], [/programme/, "program"], [/centre/, "center"], [/judgement/, "judgment"], [/mould/, "mold"], [/enrol(?!l)/, "enroll"]];
  var irregular = { stole: "steal", stolen: "steal", left: "leave", leaving: "leave", leaver: "leave", leavers: "leave", theft: "steal", took: "take", taken: "take",
    taking: "take", sold: "sell", sent: "send", bought: "buy", lost: "lose", loss: "lose", losses: "lose", losing: "lose", written: "write", wrote: "write",
    hired: "hire", hiring: "hire", gave: "give", given: "give", kept: "keep", copied: "copi", copying: "copi", copies: "copi", men: "man", people: "person",
    data: "data", sued: "sue", suing: "sue", employee: "staff", employees: "staff", worker: "staff", workers: "staff", personnel: "staff", found: "find",
    scraping: "scrape", scraped: "scrape", scraper: "scrape", logging: "log", logged: "log", paid: "pay", disclosure: "disclos", disclosed: "disclos" };

  function stem(word) {
    if (Object.prototype.hasOwnProperty.call(irregular, word)) return irregular[word];
    if (word.length < 4 || /\d/.test(word)) return word;
    british.forEach(function (rule) { word = word.replace(rule[0], rule[1]); });
    return porter(word);
  }

  function measure(s) { // number of vowel-consonant groups
    var form = s.replace(/[^aeiouy]+/g, "C").replace(/[aeiouy]+/g, "V");
    return (form.match(/VC/g) || []).length;
  }

  var STEP2 = [["ational", "ate"], ["tional", "tion"], ["enci", "ence"], ["anci", "ance"], ["izer", "ize"], ["abli", "able"], ["alli", "al"], ["entli", "ent"],
    ["ousli", "ous"], ["ization", "ize"], ["ation", "ate"], ["ator", "ate"], ["alism", "al"], ["iveness", "ive"], ["fulness", "ful"], ["ousness", "ous"],
    ["aliti", "al"], ["iviti", "ive"], ["biliti", "ble"], ["icate", "ic"], ["ative", ""], ["alize", "al"], ["iciti", "ic"], ["ical", "ic"], ["ful", ""], ["ness", ""]];
  var STEP4 = /^(.+?)(ement|ance|ence|able|ible|ment|ant|ent|ism|ate|iti|ous|ive|ize|al|er|ic|ou)$/;

  function porter(w) { // Porter's stemmer, steps 1–5, slightly shortened
    w = w.replace(/sses$/, "ss").replace(/ies$/, "i").replace(/([^s])s$/, "$1");
    if (/eed$/.test(w)) { if (measure(w.slice(0, -3)) > 0) w = w.slice(0, -1); }
    else {
      var cut = w.match(/^(.*[aeiouy].*)(ed|ing)$/);
      if (cut) {
        w = cut[1];
        if (/(at|bl|iz)$/.test(w)) w += "e";
        else if (/([^aeiouylsz])\1$/.test(w)) w = w.slice(0, -1);
        else if (measure(w) === 1 && /[^aeiou][aeiouy][^aeiouwxy]$/.test(w)) w += "e";
      }
    }
    w = w.replace(/^(.*[aeiouy].*)y$/, "$1i");
    for (var i = 0; i < STEP2.length; i++) {
      var end = STEP2[i][0];
      if (w.endsWith(end)) {
        var base = w.slice(0, -end.length);
        if (measure(base) > 0) w = base + STEP2[i][1];
        break;
      }
    }
    var four = w.match(STEP4);
    if (four) { if (measure(four[1]) > 1) w = four[1]; }
    else if (/[st]ion$/.test(w) && measure(w.slice(0, -3)) > 1) w = w.slice(0, -3);
    if (/e$/.test(w) && measure(w.slice(0, -1)) > 0) w = w.slice(0, -1);
    return w.replace(/ll$/, "l");
  }

  var stems = new Map();
  function stemmed(word) {
    var known = stems.get(word);
    if (known === undefined) { known = stem(word); stems.set(word, known); }
    return known;
  }

  function eachToken(folded, visit) { // visit(term, start, end)
    var match;
    TOKEN.lastIndex = 0;
    while ((match = TOKEN.exec(folded))) {
      var text = match[0], start = match.index, end = start + text.length;
      if (text >= "\u3400") {
        if (text.length === 1) visit(text, start, end);
        for (var i = 0; i + 1 < text.length; i++) visit(text.substr(i, 2), start + i, start + i + 2);
      } else if (text.indexOf("-") > 0 && !/\d$/.test(text)) { // tear-down answers tear, down and teardown
        var at = start;
        text.split("-").forEach(function (part) { if (part) visit(stemmed(part), at, at + part.length); at += part.length + 1; });
        visit(stemmed(text.replace(/-/g, "")), start, end);
      } else visit(stemmed(text), start, end);
    }
  }

  function numeral(text) { // 二百一十九 → 219
    if (/^\d+$/.test(text)) return Number(text);
    var digits = "零一二三四五六七八九", units = { "十": 10, "百": 100, "千": 1000 }, total = 0, digit = 0;
    for (var i = 0; i < text.length; i++) {
      var c = text[i].replace("〇", "零").replace("两", "二");
      if (units[c]) { total += (digit || 1) * units[c]; digit = 0; } else digit = digits.indexOf(c);
    }
    return total + digit;
  }

  function stemsOf(folded) {
    return (folded.match(/[a-z0-9]+/g) || []).map(stemmed);
  }
  function spaced(folded) { // letters, digits and Han as separate words
    return folded.replace(/[^a-z0-9\u3400-\u9fff]+/g, " ").replace(/([a-z])(?=\d)|(\d)(?=[a-z])/g, "$1$2 ").trim();
  }
  function squeezed(folded) { return folded.replace(/[^a-z0-9\u3400-\u9fff]+/g, ""); }

  root.mipSearchText = { folder: folder, stem: stem, stemmed: stemmed, eachToken: eachToken, numeral: numeral, stemsOf: stemsOf, spaced: spaced, squeezed: squeezed };
})(typeof self !== "undefined" ? self : globalThis);
