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
    scraping: "scrape", scraped: "scrape", scraper: "scrape", logging: "log", logged: "log", paid: "pay", disclosure: "disclos", disclosed: "disclos", two: "2", three: "3", four: "4", five: "5",
    six: "6", seven: "7", ten: "10" };

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

  function articleNumber(rest) {
    var zh = rest.match(/第?([零〇一二两三四五六七八九十百千]+|\d+)条(?:之([一二三四五六七八九十]+|\d+))?/);
    if (!zh) zh = rest.match(/第([零〇一二两三四五六七八九十百千]+|\d+)/);
    if (zh) return String(numeral(zh[1])) + (zh[2] ? "-" + numeral(zh[2]) : "");
    var en = rest.match(/(?:^| )(?:arts?|articles?|sections?|sec|s)? ?(\d+)(?: (\d+))?(?= |$)/);
    return en ? en[1] : "";
  }

  function stemsOf(folded) {
    return (folded.match(/[a-z0-9]+/g) || []).map(stemmed);
  }
  function spaced(folded) { // letters, digits and Han as separate words
    return folded.replace(/[^a-z0-9\u3400-\u9fff]+/g, " ").replace(/([a-z])(?=\d)|(\d)(?=[a-z])/g, "$1$2 ").trim();
  }
  function squeezed(folded) { return folded.replace(/[^a-z0-9\u3400-\u9fff]+/g, ""); }

  function distance(a, b, most) { // Damerau–Levenshtein, given up beyond `most`
    var before, last = [], row = [], i, j;
    for (j = 0; j <= b.length; j++) last[j] = j;
    for (i = 1; i <= a.length; i++) {
      row = [i];
      var low = i;
      for (j = 1; j <= b.length; j++) {
        var cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row[j] = cost;
        if (cost < low) low = cost;
      }
      if (low > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  function longest(phrase, text) { // how far beyond a pair the longest shared run reaches
    var best = 2;
    for (var i = 0; i + best < phrase.length; i++) {
      while (i + best < phrase.length && best < 8 && text.indexOf(phrase.substr(i, best + 1)) >= 0) best++;
    }
    return best - 2;
  }

  /* Characters typed for one another: same sound or nearly the same shape. */
  var CONFUSABLE = ("竞竟境镜 密秘蜜泌觅 偿尝常赏 泄泻谢卸写 诉述素拆 证政正征 权全 专砖转 利力立历例 职值只直执 议义意仪 罚法发 鉴建见监 定订 方访仿 配陪培赔 源原员 " +
    "码马 账帐 模膜 型形刑 据具 护户 单丹 工公功攻 业叶 商伤 侵亲 犯范 举具 报抱 案按 损陨 板版 拟似 拆折 未末 离璃 载裁戴 技枝 术木 认任 销消 露漏 资咨 询寻 迹际 " +
    "核合 作做 约药 品评 限线现 制治止 签鉴 盗道 图途 纸指 雇顾 佣用 辞词 客刻 招找 采彩 标镖 投头 软阮 件建 登灯 记计 录陆 审申 批披 赔倍 样洋 触处 露路 拷考烤 槽糟曹 向像象 裁载 傅付 弟第 禁今 效校 判盼 讼颂 截节 融溶 投透 咨资 估沽 抄炒钞 爬扒 供贡 盟蒙 徒图 芯心 片篇 仓苍 库裤 权劝 锁琐").split(" ");
  var twins = new Map();
  CONFUSABLE.forEach(function (group) {
    Array.from(group).forEach(function (c) { twins.set(c, (twins.get(c) || "") + group.replace(c, "")); });
  });

  function confused(pair, index) { // a pair the index does not know → the domain's words it was probably meant to be
    if (index.terms.has(pair)) return [];
    var out = [pair[1] + pair[0]];
    Array.from(twins.get(pair[0]) || "").forEach(function (c) { out.push(c + pair[1]); Array.from(twins.get(pair[1]) || "").forEach(function (d) { out.push(c + d); }); });
    Array.from(twins.get(pair[1]) || "").forEach(function (c) { out.push(pair[0] + c); });
    return out.filter(function (p) { return index.own.has(p); });
  }

  function respelt(text, index) { // pairs the index does not know, written as the word they stand for: 能陪多少 → 能赔多少
    var out = Array.from(text);
    for (var i = 0; i + 1 < out.length; i++) {
      var pair = out[i] + out[i + 1];
      if (!/^[\u3400-\u9fff]{2}$/.test(pair)) continue;
      var found = confused(pair, index)[0];
      if (found && found !== pair[1] + pair[0]) { out[i] = found[0]; out[i + 1] = found[1]; }
    }
    return out.join("");
  }
  function sounding(text) { // one character for all that are typed for one another
    return text.replace(/[\u3400-\u9fff]/g, function (c) { return twins.has(c) ? Array.from(twins.get(c) + c).sort()[0] : c; });
  }

  root.mipSearchText = { respelt: respelt, sounding: sounding, distance: distance, longest: longest, confused: confused, folder: folder, stem: stem, stemmed: stemmed, eachToken: eachToken, articleNumber: articleNumber, stemsOf: stemsOf, spaced: spaced, squeezed: squeezed };
})(typeof self !== "undefined" ? self : globalThis);
