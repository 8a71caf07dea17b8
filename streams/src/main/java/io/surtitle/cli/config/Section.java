package io.surtitle.cli.config;

/** A record whose components are keys of their own. */
interface Section {}
