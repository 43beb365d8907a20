"""The tables of ``work/desk.sqlite`` (docs/formats.md, section Desk)."""

from __future__ import annotations

FORMAT = "packager-desk-1"
DESK = "desk.sqlite"
"""Name of the file, beside the page store."""

TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE article(id INTEGER PRIMARY KEY, title TEXT NOT NULL, page_id INTEGER NOT NULL, length INTEGER NOT NULL,
    disambiguation INTEGER NOT NULL, packed INTEGER NOT NULL);
CREATE TABLE signal(id INTEGER PRIMARY KEY, pagerank INTEGER NOT NULL, incoming INTEGER NOT NULL,
    prose INTEGER NOT NULL, "references" INTEGER NOT NULL);
CREATE TABLE standing(id INTEGER PRIMARY KEY, pagerank INTEGER NOT NULL, incoming INTEGER NOT NULL,
    prose INTEGER NOT NULL, "references" INTEGER NOT NULL);
CREATE TABLE category(id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, hidden INTEGER NOT NULL);
CREATE TABLE member(category INTEGER NOT NULL, article INTEGER NOT NULL);
CREATE TABLE below(category INTEGER NOT NULL, child INTEGER NOT NULL, PRIMARY KEY(category, child)) WITHOUT ROWID;
CREATE TABLE template(id INTEGER PRIMARY KEY, ns INTEGER NOT NULL, title TEXT NOT NULL, UNIQUE(ns, title));
CREATE TABLE uses(template INTEGER NOT NULL, article INTEGER NOT NULL);
CREATE TABLE redirect(article INTEGER NOT NULL, title TEXT NOT NULL);
"""
# Made when all rows are in: sorting once is many times faster than millions of rows put in their places.
INDEXES = """
CREATE UNIQUE INDEX article_title ON article(title);
CREATE INDEX member_category ON member(category, article);
CREATE INDEX uses_template ON uses(template, article);
CREATE INDEX member_article ON member(article, category);
CREATE INDEX below_child ON below(child, category);
CREATE INDEX redirect_article ON redirect(article, title);
"""
SIGNALS = ("pagerank", "incoming", "prose", "references")
"""Signals that every article has, in the order of their columns. ``signal`` has the numbers, ``standing`` the share of
articles that have less, in ten thousandths. Ids follow the code points of the titles."""
FULL = 10_000
"""The whole of a share."""
