/* The ranking behind the search box. No DOM, no network: data in, results out, so that it runs anywhere.

   Data flow: index.<lang>.js (documents) → unpack → invert into posting lists → BM25 over character
   pairs (Chinese) and stemmed words → a second look at the best for phrases → passages with marks.
   Loaded on first use together with the index. Measured by `mip bench search`. */
(function (root) {
  "use strict";

  var words_ = root.mipSearchText, folder = words_.folder, stemmed = words_.stemmed, eachToken = words_.eachToken, articleNumber = words_.articleNumber,
    stemsOf = words_.stemsOf, spaced = words_.spaced, squeezed = words_.squeezed, distance = words_.distance, longest = words_.longest, confused = words_.confused, respelt = words_.respelt, sounding = words_.sounding;
  var FIRST_CODE = 0x80;
  var SHOWN = 60; // results kept per query
  var LOOKED = 120; // candidates that get the second, costlier look
  var RAREST = 9; // a pair of characters seen less often is mostly an accident across words
  var K1 = 2;
  var FIELDS = { title: 2.4, asked: 4.4, side: 0.5, body: 0.85 };
  var SPREAD = { zh: 0.5, en: 0.3 }; // a saying with many meanings shares its weight among them
  var COVER = 0.45; // how much it counts that all words are there
  var B = { title: 0.35, asked: 0.3, side: 0.3, body: 0.4 };
  var WRITTEN = { zh: 0.4, en: 0.6 }; // how much an editor's synonym counts against the word itself
  var PHRASE = { title: 0.05, asked: 0.05, text: 0.02 }, PAIR = { title: 0.1, asked: 0.3, text: 0.04 }, MOST_BONUS = 1.7;
  var CONFUSED = 0.8, WHOLE = 1.4; // the whole query is a term or one of its aliases
  var KIND = { clause: 1.2, case: 1, faq: 1.3, form: 1.1, workshop: 0.9, article: 0.92, law: 0.9, term: 0.85, fact: 0.95, page: 0.86 };
  var NAMED = new Set(["case", "form", "workshop"]); // people ask for these by name
  var ID_NAMES = { "案例": "case", "表单": "form", "问答": "faq", "问题": "faq", "研讨": "ws", "workshop": "ws", "question": "faq" };
  var ID = /(?:^|[^a-z0-9])(gen|bio|ai|ict|eqp|new|her|case|faq|form|ws|案例|表单|问答|问题|研讨|workshop|question)[\s\-_‐–—]*0*(\d{1,3})(?![a-z0-9])/;
  var STOP_ZH = /怎么办|怎么样|怎么|怎样|如何|什么|哪些|哪个|哪里|能不能|可不可以|可以|要不要|是不是|有没有|算不算|行不行|会不会|多不多|请问|几个人|几个|一个|多久|什么时候|必须|有用|管用|我们|你们|他们|一下|到底|是否|应该|需要|注意|还能|还算|吗|呢|吧|啊|嘛|的|了|被/g;
  var GLUE = "谁来做去要给在是会能就都还和与把让到从这那个们么也又很太再才只已将向对为以而且或人看自己他我写用说";
  var STOP_EN = new Set(("won don doesn isn aren didn t s re ve ll " + "a an and are as at be by can could did do does for from had has have how i if in into is it its me my of on or our ours " +
    "should so some somebody someone than that the their them then there these they this to too us was we were what when where which who whom " +
    "whose why will with would you your must may about am been being also any all").split(" "));

  /* ---- the index */

  function* build(data) {
    var docs = data.docs, fold = folder(data.fold), units = data.units.split("|"), count = docs.kind.length;
    function unpack(text) {
      return text.replace(/[\u0080-\u17ff]/g, function (c) { var n = c.charCodeAt(0) - FIRST_CODE; return n < units.length ? units[n] : c; });
    }
    var index = { data: data, fold: fold, count: count, terms: new Map(), spelt: new Map(), lists: [], byKey: new Map(), docs: [], folded: new Array(count), titles: new Array(count), asked: new Array(count), own: new Set() };
    var lengths = {}, sums = {};
    Object.keys(FIELDS).forEach(function (f) { lengths[f] = new Float32Array(count); sums[f] = 0; });
    function post(doc, shift, field, text) {
      var total = 0;
      eachToken(text, function (term, start, end) {
        total++;
        if (term < "\u3400" && end - start > 3) index.spelt.set(text.slice(start, end), term);
        var id = index.terms.get(term);
        if (id === undefined) { id = index.lists.length; index.terms.set(term, id); index.lists.push([]); }
        var list = index.lists[id], last = list.length;
        if (last && list[last - 2] === doc) list[last - 1] += 1 << shift; else list.push(doc, 1 << shift);
      });
      lengths[field][doc] += total;
      sums[field] += total;
    }
    for (var doc = 0; doc < count; doc++) {
      var made = describe(data, doc, unpack);
      index.docs.push(made);
      index.byKey.set(made.key, doc);
      var title = fold((made.id ? made.id + " " : "") + made.title);
      index.titles[doc] = title;
      index.folded[doc] = fold(made.text);
      post(doc, 25, "title", title);
      index.asked[doc] = fold(made.asked);
      post(doc, 19, "asked", index.asked[doc]);
      post(doc, 13, "side", fold(made.context + "\n" + made.words + "\n" + (NAMED.has(made.kind) ? made.kindName : "")));
      post(doc, 0, "body", index.folded[doc]);
      if (made.kind === "term") made.names = new Set((title + "\n" + index.asked[doc]).split("\n").map(bare));
      if (made.kind !== "article" && made.kind !== "page") eachToken(title, function (term) { index.own.add(term); });
      if (doc % 40 === 39) yield doc / count;
    }
    Object.keys(sums).forEach(function (f) { sums[f] /= count; });
    index.norms = {};
    Object.keys(lengths).forEach(function (f) {
      index.norms[f] = lengths[f].map(function (n) { return 1 - B[f] + B[f] * n / sums[f]; });
    });
    index.prior = Float32Array.from(index.docs, function (d) { return d.weight * (KIND[d.kind] || 1); });
    index.words = Array.from(index.spelt.keys()).filter(function (w) { return !/\d/.test(w); }); // as spelt, not as stemmed
    index.synonyms = readSynonyms(data, fold);
    index.laws = data.laws.map(function (pair) { var name = spaced(fold(pair[0]));
      return { name: name, heard: /[\u3400-\u9fff]{5,}/.test(name) ? sounding(squeezed(name)) : "", id: pair[1] }; })
      .sort(function (a, b) { return b.name.length - a.name.length; });
    return index;
  }

  function describe(data, doc, unpack) {
    var d = data.docs, kind = data.kinds[d.kind[doc]], path = d.path[d.page[doc]], key = d.key[doc], anchor = d.anchor[doc];
    if (kind[0] === "page") key = path.replace(/\.md$/, "") + "#" + anchor;
    else if (kind[0] === "article") anchor = "art-" + key.split("#")[1].toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    else if (kind[0] === "term" || kind[0] === "fact") anchor = key.split(":")[1];
    else if (kind[0] !== "law") anchor = key.toLowerCase();
    var sectors = data.sectors.filter(function (_, n) { return d.sector[doc] >> n & 1; });
    function questions(own, from) { // an editor's words, and the questions that lead here
      return [unpack(own)].concat((from || []).map(function (n) { return unpack(d.title[n]); })).join("\n");
    }
    return { n: doc, key: key, id: /^[A-Z]+-\d+$/.test(key) ? key : "", kind: kind[0], kindName: kind[1], sectors: sectors, path: path, anchor: anchor, weight: d.weight[doc],
      title: unpack(d.title[doc]), context: unpack(d.context[doc]), words: unpack(d.words[doc]), asked: questions(d.asked[doc], d.questions[doc]), text: unpack(d.text[doc]) };
  }

  function readSynonyms(data, fold) { // Chinese by substring, others by their stems in a row
    var found = { han: [], latin: new Map() };
    data.synonyms.forEach(function (pair) {
      var say = fold(pair[0]);
      if (/[\u3400-\u9fff]/.test(say)) found.han.push({ say: squeezed(say), mean: pair[1], written: pair[2] });
      else found.latin.set(stemsOf(say).join(" "), { say: say, mean: pair[1], written: pair[2] });
    });
    found.han.sort(function (a, b) { return b.say.length - a.say.length; });
    return found;
  }

  /* ---- the query */

  function parse(index, text) {
    var folded = index.fold(text).trim(), query = { text: folded, terms: new Map(), exact: [], near: [], phrases: [], pairs: [], corrected: null, typed: new Set() };
    readId(index, folded, query);
    readLaw(index, folded, query);
    var stopped = folded.replace(STOP_ZH, " ");
    if (!/[a-z0-9\u3400-\u9fff]/.test(stopped)) stopped = folded;
    addTerms(index, stopped.replace(/(\d+)(?=[\u3400-\u9fff])/g, function (n) { return n < 11 ? "一二三四五六七八九十".charAt(n - 1) : n; }), 1, query, true);
    query.typed = new Set(query.terms.keys());
    var spelt = respelt(folded, index);
    query.phrases = (spelt === folded ? stopped : spelt.replace(STOP_ZH, " ")).match(/[\u3400-\u9fff]{3,}/g) || [];
    query.pairs = pairsOf(index, folded);
    query.whole = bare(stopped);
    expand(index, spelt, query);
    return query;
  }

  function bare(folded) { // 什么是竞业限制, what is a non-compete → the thing itself
    return /[\u3400-\u9fff]/.test(folded) ? squeezed(folded.replace(/是/g, "")) : stemsOf(folded.split(/[^a-z0-9]+/).filter(function (w) { return !STOP_EN.has(w); }).join(" ")).join(" ");
  }

  function pairsOf(index, folded) { // neighbouring English words, worth as much as the commoner is rare
    var words = folded.match(/[a-z0-9]+/g) || [], out = [];
    for (var i = 0; i + 1 < words.length; i++) if (!STOP_EN.has(words[i]) && !STOP_EN.has(words[i + 1])) {
      var worth = Math.min(rarity(index, words[i]), rarity(index, words[i + 1]));
      if (worth > 0) out.push({ text: words[i] + " " + words[i + 1], worth: worth });
    }
    return out;
  }

  function rarity(index, word) {
    var id = index.terms.get(stemmed(word));
    return id === undefined ? 0 : Math.log(index.count / (index.lists[id].length / 2)) / 5;
  }

  function glue(term, alone) { // 谁来, 来做: pairs with characters that only hold a sentence together
    if (alone || term < "\u3400") return 1;
    var n = (GLUE.indexOf(term[0]) >= 0) + (GLUE.indexOf(term[1]) >= 0);
    return n === 0 ? 1 : n === 1 ? 0.45 : 0.15;
  }

  function add(query, term, weight) {
    if (weight > (query.terms.get(term) || 0)) query.terms.set(term, weight);
  }

  function addTerms(index, folded, weight, query, typed) {
    var singles = [], words = [];
    eachToken(folded, function (term, start, end) {
      if (term >= "\u3400") {
        if (term.length === 1) singles.push(term); else add(query, term, weight * (typed ? glue(term, folded.trim().length < 3) : 1));
        if (typed && term.length === 2) confused(term, index).forEach(function (other) { add(query, other, weight * CONFUSED); });
      } else if (!STOP_EN.has(folded.slice(start, end))) words.push([term, folded.slice(start, end), end === folded.length]);
    });
    if (words.length === 0 && typed && !query.terms.size) eachToken(folded, function (term) { if (term < "\u3400") words.push([term, term, true]); });
    words.forEach(function (w) {
      if (index.terms.has(w[0])) add(query, w[0], weight);
      if (typed && w[2]) prefixed(index, w[1], w[0], weight, query);
      if (typed && !index.terms.has(w[0])) mended(index, w[1], weight, query);
    });
    if (singles.length && (typed && !query.terms.size)) index.terms.forEach(function (_, term) {
      if (term >= "\u3400" && singles.some(function (s) { return term.indexOf(s) >= 0; })) add(query, term, weight * 0.5);
    });
  }

  function prefixed(index, word, own, weight, query) { // the last word may be unfinished
    if (word.length < 3 || index.terms.has(own)) return;
    var hits = index.words.filter(function (w) { return w.length > word.length && w.startsWith(word); });
    hits.slice(0, 12).forEach(function (w) { add(query, index.spelt.get(w), weight * 0.6); });
  }

  function mended(index, word, weight, query) { // typing errors: the nearest words, one or two strokes away
    if (word.length < 4 || /\d/.test(word) || index.words.some(function (w) { return w.startsWith(word); })) return;
    var most = word.length < 7 ? 1 : 2, best = [], least = most + 1;
    index.words.forEach(function (candidate) {
      if (Math.abs(candidate.length - word.length) > most) return;
      var far = distance(word, candidate, Math.min(most, least));
      if (far < least) { least = far; best = []; }
      if (far === least && far <= most) best.push(candidate);
    });
    best.slice(0, 4).forEach(function (w) { add(query, index.spelt.get(w), weight * 0.8); });
    if (best.length) query.corrected = best[0];
  }

  function expand(index, folded, query) { // the longest sayings first; one inside another says nothing more
    var han = squeezed(folded), words = stemsOf(folded), taken = [], used = new Set();
    index.synonyms.han.forEach(function (s) {
      if (han.indexOf(s.say) < 0 || taken.some(function (t) { return t.indexOf(s.say) >= 0; })) return;
      taken.push(s.say);
      meant(index, s, query);
    });
    for (var n = 5; n > 0; n--) for (var i = 0; i + n <= words.length; i++) {
      var s = index.synonyms.latin.get(words.slice(i, i + n).join(" "));
      if (!s || n === 1 && used.has(i)) continue;
      for (var k = i; k < i + n; k++) used.add(k);
      meant(index, s, query);
    }
  }

  function meant(index, saying, query) { // a saying the text itself uses needs its translation less
    var common = 0;
    eachToken(saying.say, function (term) {
      var id = index.terms.get(term);
      common = Math.max(common, id === undefined ? 0 : index.lists[id].length / 2 / index.count);
    });
    var weight = saying.written ? WRITTEN[index.data.lang] : common === 0 ? 0.85 : common < 0.02 ? 0.6 : 0.3;
    saying.mean.forEach(function (mean) {
      var folded = index.fold(mean), n = 0;
      eachToken(folded, function () { n++; });
      addTerms(index, folded, weight * Math.min(1, Math.sqrt(2 / n)) / Math.pow(saying.mean.length, SPREAD[index.data.lang]), query, false);
    });
  }

  function readId(index, folded, query) { // bio7, BIO 07, 案例7
    var match = folded.match(ID);
    if (!match) return;
    var prefix = (ID_NAMES[match[1]] || match[1]).toUpperCase(), number = Number(match[2]);
    var doc = index.byKey.get(prefix + "-" + (number < 10 ? "0" : "") + number);
    if (doc !== undefined) query.exact.push(doc);
  }

  function readLaw(index, folded, query) { // 反法第十条, AUCL art 10, article 22 of the …
    var words = " " + spaced(folded) + " ", tight = squeezed(folded);
    var law = index.laws.find(function (entry) {
      return /[\u3400-\u9fff]/.test(entry.name) ? tight.indexOf(entry.name.replace(/ /g, "")) >= 0 : words.indexOf(" " + entry.name + " ") >= 0;
    });
    var heard = sounding(tight); // 反不正当竟争法
    if (!law && (law = index.laws.find(function (entry) { return entry.heard && heard.indexOf(entry.heard) >= 0; }))) tight = heard.replace(law.heard, squeezed(law.name));
    if (!law) return;
    var han = /[\u3400-\u9fff]/.test(law.name), rest = han ? tight.replace(law.name.replace(/ /g, ""), " ") : words.replace(" " + law.name + " ", " ");
    var own = index.data.cites[law.id] || {}, no = articleNumber(rest);
    if (no && own[no] !== undefined) query.exact.push(own[no]);
    else if (no && own[no.split("-")[0]] !== undefined) query.exact.push(own[no.split("-")[0]]);
    else if (own[""] !== undefined) (rest.trim().length < 3 ? query.exact : query.near).push(own[""]);
    query.law = law.id;
  }

  /* ---- ranking */

  function search(index, text) {
    var query = parse(index, text), scores = new Float32Array(index.count), mass = new Float32Array(index.count), total = 0;
    query.idf = new Map();
    query.terms.forEach(function (weight, term) {
      var id = index.terms.get(term);
      if (id === undefined) { if (query.typed.has(term)) total += Math.log(1 + index.count) * 0.5 * weight; return; }
      var list = index.lists[id], df = Math.max(list.length / 2, RAREST), idf = Math.log(1 + (index.count - df + 0.5) / (df + 0.5)) * weight;
      query.idf.set(term, idf);
      if (query.typed.has(term)) total += idf;
      for (var i = 0; i < list.length; i += 2) {
        var doc = list[i], tf = list[i + 1];
        var freq = FIELDS.title * (tf >>> 25) / index.norms.title[doc] + FIELDS.asked * (tf >>> 19 & 63) / index.norms.asked[doc] + FIELDS.side * (tf >>> 13 & 63) / index.norms.side[doc] + FIELDS.body * (tf & 8191) / index.norms.body[doc];
        scores[doc] += idf * freq / (K1 + freq);
        mass[doc] += idf;
      }
    });
    var found = [];
    for (var doc = 0; doc < index.count; doc++) if (scores[doc] > 0) {
      scores[doc] *= index.prior[doc] * (1 - COVER + COVER * Math.min(1, mass[doc] / (total || 1)));
      found.push(doc);
    }
    found.sort(function (a, b) { return scores[b] - scores[a] || a - b; });
    found = found.slice(0, LOOKED);
    found.forEach(function (doc) { scores[doc] *= phraseBonus(index, query, doc); });
    query.near.forEach(function (doc) { scores[doc] *= 1.3; });
    found.forEach(function (doc) { if (index.docs[doc].kind === "term" && query.whole && index.docs[doc].names.has(query.whole)) scores[doc] *= WHOLE; });
    query.exact.forEach(function (doc, n) { scores[doc] = 1e6 - n; if (found.indexOf(doc) < 0) found.push(doc); });
    found.sort(function (a, b) { return scores[b] - scores[a] || a - b; });
    var top = found.length ? Math.min(scores[found[query.exact.length] === undefined ? found[0] : found[query.exact.length]], 1e5) : 0;
    found = found.filter(function (doc) { return scores[doc] >= top * 0.35; }).slice(0, SHOWN);
    return { query: query, hits: found.map(function (doc) { return { doc: index.docs[doc], score: scores[doc] }; }) };
  }

  function phraseBonus(index, query, doc) { // words side by side, as typed, count more than words apart
    var bonus = 1, title = index.titles[doc], asked = index.asked[doc], text = index.folded[doc];
    query.phrases.forEach(function (phrase) {
      bonus += PHRASE.title * longest(phrase, title) + PHRASE.asked * longest(phrase, asked) + PHRASE.text * longest(phrase, text);
    });
    query.pairs.forEach(function (pair) {
      bonus += pair.worth * (title.indexOf(pair.text) >= 0 ? PAIR.title : asked.indexOf(pair.text) >= 0 ? PAIR.asked : text.indexOf(pair.text) >= 0 ? PAIR.text : 0);
    });
    return Math.min(bonus, MOST_BONUS);
  }

  /* ---- what a result shows */

  function marksIn(index, query, text) { // ranges of the original text that matched, with their worth
    var ranges = [];
    eachToken(index.fold(text), function (term, start, end) {
      var worth = query.idf.get(term);
      if (worth) ranges.push({ start: start, end: end, term: term, worth: worth });
    });
    return ranges;
  }

  function segments(text, ranges, from, to) { // [[text, marked], …]
    var out = [], at = from;
    ranges.forEach(function (r) {
      if (r.end <= at || r.start >= to || r.start < from) return;
      if (r.start > at) out.push([text.slice(at, r.start), false]);
      if (out.length && out[out.length - 1][1] && r.start <= at) out[out.length - 1][0] += text.slice(Math.max(at, r.start), r.end);
      else out.push([text.slice(Math.max(at, r.start), r.end), true]);
      at = r.end;
    });
    if (at < to) out.push([text.slice(at, to), false]);
    return out;
  }

  function passage(index, query, doc) { // the window with the most distinct worth
    var text = doc.text, size = index.data.lang === "zh" ? 84 : 210, ranges = marksIn(index, query, text), best = 0, bestWorth = -1;
    for (var i = 0; i < ranges.length; i++) {
      var seen = new Set(), worth = 0;
      for (var j = i; j < ranges.length && ranges[j].end <= ranges[i].start + size; j++) {
        worth += seen.has(ranges[j].term) ? 0.05 * ranges[j].worth : ranges[j].worth;
        seen.add(ranges[j].term);
      }
      if (worth > bestWorth + 1e-9) { bestWorth = worth; best = ranges[i].start; }
    }
    var back = text.slice(Math.max(0, best - size / 3), best), stop = back.search(/[。！？；\n](?=[^。！？；\n]*$)|[.!?] (?=[^.!?]*$)/);
    var from = stop >= 0 ? best - back.length + stop + 1 : Math.max(0, best - Math.round(size / 4));
    if (stop < 0 && from > 0 && index.data.lang === "en") from = text.indexOf(" ", from) + 1 || from;
    var to = Math.min(text.length, from + size);
    if (to < text.length && index.data.lang === "en") to = Math.max(text.lastIndexOf(" ", to), best + 1);
    var out = segments(text, ranges, from, to);
    if (from > 0 && stop < 0) out.unshift(["…", false]);
    if (to < text.length) out.push(["…", false]);
    return out;
  }

  function words(index, query, doc) { // what the target page highlights: matched wording as it stands there
    var found = new Set();
    [doc.title, doc.text].forEach(function (text) {
      segments(text, marksIn(index, query, text), 0, text.length).forEach(function (s) { if (s[1] && s[0].trim().length > 1) found.add(s[0].trim()); });
    });
    return Array.from(found).sort(function (a, b) { return b.length - a.length; }).slice(0, 8);
  }

  function show(index, result, hit) {
    var title = hit.doc.title;
    return { title: segments(title, marksIn(index, result.query, title), 0, title.length), passage: passage(index, result.query, hit.doc), words: words(index, result.query, hit.doc) };
  }

  /* ---- suggestions: completions while typing, neighbours when nothing was found */

  function phrasesOf(index) {
    if (!index.sayings) {
      var all = new Set();
      index.docs.forEach(function (d) { if (d.kind === "term" || d.kind === "law") all.add(d.title); });
      index.docs.forEach(function (d) { if (d.kind === "clause" || d.kind === "faq" || d.kind === "form") all.add(d.title); });
      index.data.synonyms.forEach(function (s) { if (/[\u3400-\u9fff]/.test(s[0]) === (index.data.lang === "zh")) all.add(s[0]); });
      index.sayings = Array.from(all, function (p) { return { text: p, folded: index.fold(p) }; });
    }
    return index.sayings;
  }

  function complete(index, text) {
    var typed = index.fold(text);
    if (typed.trim().length < (index.data.lang === "zh" ? 2 : 3)) return "";
    var hits = phrasesOf(index).filter(function (p) { return p.folded.length > typed.length && p.folded.startsWith(typed); });
    hits.sort(function (a, b) { return a.folded.length - b.folded.length; });
    return hits.length ? text + hits[0].text.slice(text.length) : "";
  }

  function nearest(index, text, most) { // phrases that share most letter pairs with what was typed
    var typed = squeezed(index.fold(text)) || index.fold(text), pairs = new Set();
    for (var i = 0; i < typed.length; i++) { pairs.add(typed.substr(i, 2)); if (typed[i] >= "\u3400") pairs.add(typed[i]); }
    return phrasesOf(index).map(function (p) {
      var own = squeezed(p.folded), shared = 0;
      for (var j = 0; j < own.length; j++) { if (pairs.has(own.substr(j, 2))) shared++; if (own[j] >= "\u3400" && pairs.has(own[j])) shared += 0.5; }
      return [shared / (own.length + typed.length), p.text];
    }).sort(function (a, b) { return b[0] - a[0]; }).slice(0, most || 5).map(function (p) { return p[1]; });
  }

  function create(data) { // at once, for tests and measurements
    var steps = build(data), step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  function createGently(data, done) { // in slices, so that typing never stalls
    var steps = build(data);
    (function slice() {
      var until = Date.now() + 12, step;
      do { step = steps.next(); if (step.done) { done(step.value); return; } } while (Date.now() < until);
      setTimeout(slice, 0);
    })();
  }

  root.mipSearchEngine = { create: create, createGently: createGently, search: search, show: show, complete: complete, nearest: nearest, parse: parse, stem: words_.stem };
})(typeof self !== "undefined" ? self : globalThis);
