package io.surtitle.cli.config;

/** A record whose components are keys. */
interface Section {}
