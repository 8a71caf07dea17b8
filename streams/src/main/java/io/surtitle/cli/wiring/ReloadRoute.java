package io.surtitle.cli.wiring;

import io.surtitle.bundle.Bundle;
import io.surtitle.bundle.BundleException;
import io.surtitle.cli.wiring.Replaceable.Replacement;
import io.surtitle.web.Exchange;
import io.surtitle.web.Problem;
import io.surtitle.web.Route;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** {@code POST /admin/reload}: goes on to the bundles that are in their directories now. */
final class ReloadRoute {
  private static final int CONFLICT = 409;
  private static final JsonMapper JSON = new JsonMapper();

  private ReloadRoute() {}

  /** The route for some bundles. */
  static Route of(RunningBundles bundles) {
    return Route.post("reload", "/admin/reload", exchange -> answer(exchange, bundles));
  }

  private static void answer(Exchange exchange, RunningBundles bundles) {
    List<Map<String, Object>> replaced = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Replaceable each : bundles.operators()) {
      try {
        replaced.add(describe(each.replace()));
      } catch (RefusedBundleException | BundleException | UncheckedIOException e) {
        refused.add(String.valueOf(e.getMessage()));
      }
    }
    bundles.tellAll();
    if (refused.isEmpty()) {
      exchange.send("application/json", JSON.writeValueAsString(Map.of("operators", replaced)));
    } else {
      exchange.refuse(Problem.of(CONFLICT, String.join(" ", refused)));
    }
  }

  private static Map<String, Object> describe(Replacement replacement) {
    Map<String, Object> operator = new LinkedHashMap<>();
    operator.put("operator", replacement.operator());
    operator.put("replaced", replacement.isDone());
    operator.put("before", describe(replacement.before()));
    operator.put("after", describe(replacement.after()));
    return operator;
  }

  private static Map<String, Object> describe(Bundle bundle) {
    Map<String, Object> described = new LinkedHashMap<>();
    described.put("name", bundle.manifest().name());
    described.put("version", bundle.manifest().version());
    described.put("fingerprint", BundleArchive.name(bundle.fingerprint()));
    return described;
  }
}
