#!/usr/bin/env python3
"""The engines that `orkesta-bench search` compares ours with.

    rivals.py FOLDER

FOLDER holds N-documents.jsonl ({"sku", "text"}) and N-queries.jsonl (a string a
line) for N = 0, 1, ...; results.json is written there. Every engine gets the
same text and is asked as its manual suggests for search as you type it: any of
the words or trigrams, best first. An engine that cannot be had is named on
stderr and left out.
"""

import glob
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata

DEPTH = 50          # answers that are judged
HITS = 10           # answers of a timed query
TIMED_SECONDS = 20  # an engine and workload; slow ones answer fewer timed queries
JUDGED_SECONDS = 120
PACKAGES = ["tantivy", "rapidfuzz", "psycopg[binary]"]


def say(text):
    print(text, file=sys.stderr, flush=True)


def enter_environment():
    """Runs this script again in a Python environment that has PACKAGES."""
    home = os.path.expanduser(os.environ.get("XDG_CACHE_HOME", "~/.cache"))
    folder = os.path.join(home, "orkesta-search-bench")
    python = os.path.join(folder, "bin", "python3")
    if sys.prefix == folder:
        return
    try:
        if not os.path.exists(python):
            subprocess.run([sys.executable, "-m", "venv", folder], check=True, stdout=sys.stderr)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"no Python environment ({error}): only what is installed is compared")
        if not os.path.exists(python):
            return
    os.execv(python, [python, *sys.argv])


def folded(text):
    """Lowercase without accents, as our engine reads it too."""
    text = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in text if not unicodedata.combining(letter))


class SQLiteTrigram:
    """FTS5 with the trigram tokenizer, ranked by bm25."""

    name = "SQLite FTS5 trigram"

    def __init__(self, documents):
        self.db = sqlite3.connect(":memory:")
        self.db.execute("CREATE VIRTUAL TABLE t USING fts5(sku UNINDEXED, text, tokenize='trigram')")
        self.db.executemany("INSERT INTO t VALUES (?, ?)", documents)
        self.db.commit()

    def search(self, query, limit):
        grams = {word[i : i + 3] for word in re.findall(r"\w+", query) for i in range(len(word) - 2)}
        if not grams:
            return []
        match = " OR ".join(f'"{gram}"' for gram in sorted(grams))
        sql = "SELECT sku FROM t WHERE t MATCH ? ORDER BY bm25(t) LIMIT ?"
        return [row[0] for row in self.db.execute(sql, (match, limit))]

    def close(self):
        self.db.close()


class Tantivy:
    """BM25 over words, each with one letter wrong allowed."""

    name = "tantivy"

    def __init__(self, documents):
        import tantivy

        self.tantivy = tantivy
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False)
        builder.add_text_field("sku", stored=True, tokenizer_name="raw")
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema)
        writer = self.index.writer()
        for sku, text in documents:
            writer.add_document(tantivy.Document(sku=sku, text=text))
        writer.commit()
        self.index.reload()
        self.searcher = self.index.searcher()

    def search(self, query, limit):
        queries = []
        for word in re.findall(r"\w+", query):
            occur = self.tantivy.Occur.Should
            exact = self.tantivy.Query.term_query(self.schema, "text", word)
            queries.append((occur, self.tantivy.Query.boost_query(exact, 2.0)))
            if len(word) > 3:
                fuzzy = self.tantivy.Query.fuzzy_term_query(self.schema, "text", word, 1, True)
                queries.append((occur, fuzzy))
        if not queries:
            return []
        found = self.searcher.search(self.tantivy.Query.boolean_query(queries), limit).hits
        return [self.searcher.doc(address)["sku"][0] for _, address in found]

    def close(self):
        pass


class RapidFuzz:
    """token_set_ratio over the whole catalog."""

    name = "rapidfuzz"

    def __init__(self, documents):
        from rapidfuzz import fuzz, process

        self.fuzz, self.process = fuzz, process
        self.skus = [sku for sku, _ in documents]
        self.texts = [text for _, text in documents]

    def search(self, query, limit):
        found = self.process.extract(query, self.texts, scorer=self.fuzz.token_set_ratio, limit=limit)
        return [self.skus[place] for _, _, place in found]

    def close(self):
        pass


class PostgresTrigram:
    """pg_trgm: word_similarity over a GiST index, in a cluster of its own without a port."""

    name = "pg_trgm"

    def __init__(self, documents):
        import psycopg

        self.folder, self.pg_ctl, self.user = None, None, None
        self.start()
        self.db = psycopg.connect(host=self.folder, dbname="postgres", user=self.user, autocommit=True)
        self.db.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        self.db.execute("DROP TABLE IF EXISTS t")
        self.db.execute("CREATE TABLE t (sku text, text text)")
        with self.db.cursor().copy("COPY t FROM STDIN") as copy:
            for row in documents:
                copy.write_row(row)
        self.db.execute("CREATE INDEX ON t USING gin (text gin_trgm_ops)")
        self.db.execute("ANALYZE t")
        self.db.execute("SET pg_trgm.word_similarity_threshold = 0.3")

    def start(self):
        folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
        if not folders:
            raise RuntimeError("PostgreSQL is not installed")
        self.pg_ctl = os.path.join(folders[0], "pg_ctl")
        self.folder = tempfile.mkdtemp(prefix="orkesta-pg-")
        self.user = "postgres" if os.getuid() == 0 else os.environ.get("USER", "postgres")
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        data = os.path.join(self.folder, "data")
        options = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c shared_buffers=256MB"
        log = os.path.join(self.folder, "log")
        self.run([os.path.join(folders[0], "initdb"), "-U", self.user, "-A", "trust", "-D", data])
        self.run([self.pg_ctl, "-D", data, "-o", options, "-l", log, "-w", "start"])

    def run(self, command):
        # PostgreSQL refuses to run as root.
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)

    def search(self, query, limit):
        sql = "SELECT sku FROM t WHERE %s <% text ORDER BY word_similarity(%s, text) DESC, sku LIMIT %s"
        return [row[0] for row in self.db.execute(sql.replace("<%", "<%%"), (query, query, limit))]

    def close(self):
        self.db.close()
        self.run([self.pg_ctl, "-D", os.path.join(self.folder, "data"), "-m", "immediate", "stop"])
        shutil.rmtree(self.folder, ignore_errors=True)


def measure(engine_class, number, documents, queries):
    start = time.perf_counter()
    engine = engine_class(documents)
    load = time.perf_counter() - start
    try:
        answers = []
        end = time.perf_counter() + JUDGED_SECONDS
        for query in queries:
            if time.perf_counter() > end:
                break
            answers.append(engine.search(query, DEPTH))
        nanoseconds = []
        end = time.perf_counter() + TIMED_SECONDS
        for query in queries:
            if time.perf_counter() > end:
                break
            before = time.perf_counter_ns()
            engine.search(query, HITS)
            nanoseconds.append(time.perf_counter_ns() - before)
    finally:
        engine.close()
    return {
        "workload": number,
        "engine": engine_class.name,
        "load_ms": load * 1000,
        "nanoseconds": nanoseconds,
        "answers": answers,
    }


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def main(folder):
    results = []
    number = 0
    while os.path.exists(path := os.path.join(folder, f"{number}-documents.jsonl")):
        documents = [(item["sku"], folded(item["text"])) for item in lines(path)]
        queries = [folded(query) for query in lines(os.path.join(folder, f"{number}-queries.jsonl"))]
        for engine in [SQLiteTrigram, PostgresTrigram, Tantivy, RapidFuzz]:
            say(f"{engine.name}: {len(documents)} products, {len(queries)} queries")
            try:
                results.append(measure(engine, number, documents, queries))
            except Exception as error:  # whatever a foreign engine throws, the others go on
                say(f"{engine.name} is left out: {error}")
        number += 1
        # After each catalog: whoever loses patience keeps what is measured.
        with open(os.path.join(folder, "results.json"), "w", encoding="utf-8") as file:
            json.dump(results, file)


if __name__ == "__main__":
    enter_environment()
    main(sys.argv[1])
