package dev.nextskill.ingest.board;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A board to poll, its configuration checked.
 *
 * @param name as the configuration calls it
 * @param address where the board's postings are
 * @param host of the address, in lower case
 * @param company stands in where the API does not name the company
 * @param settings a digest of all that decides what is made of the board's answer
 */
record BoardSource(
        String name,
        BoardApi api,
        String board,
        URI address,
        String host,
        String company,
        PostingFilter filter,
        Duration interval,
        boolean enabled,
        boolean allowPrivateAddresses,
        String settings) {

    static final Duration SHORTEST_INTERVAL = Duration.ofMinutes(1);

    private static final String PREFIX = "ingest.sources.";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final Pattern BOARD = Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{N} ._-]{0,98}[\\p{L}\\p{N}_-])?");
    /** What {@link InetAddress} reads as an address without asking a name server. */
    private static final Pattern LITERAL = Pattern.compile("\\[.*]|[0-9.]+");

    /**
     * Checks the configured sources.
     *
     * @return by name, in order
     * @throws IllegalArgumentException names every key at fault and what to write
     */
    static List<BoardSource> of(Map<String, BoardConfig.Source> configured) {
        var problems = new ArrayList<String>();
        var sources = new ArrayList<BoardSource>();
        new TreeMap<>(configured).forEach((name, source) -> {
            var before = problems.size();
            var checked = of(name, source, problems);
            if (problems.size() == before) {
                checked.ifPresent(sources::add);
            }
        });
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return List.copyOf(sources);
    }

    private static Optional<BoardSource> of(String name, BoardConfig.Source source, List<String> problems) {
        UnaryOperator<String> key = field -> PREFIX + name + "." + field;
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    "%s%s: a source's name may have lower-case letters, digits and hyphens, 63 at most. Rename it, for instance %sacme."
                            .formatted(PREFIX, name, PREFIX));
        }
        var kinds = BoardApi.all().stream().map(BoardApi::kind).collect(Collectors.joining(", "));
        var kind = source.kind().map(String::strip).orElse("");
        var api = BoardApi.all().stream()
                .filter(each -> each.kind().equals(kind.toLowerCase(Locale.ROOT)))
                .findFirst();
        if (api.isEmpty()) {
            problems.add("%s is %s. Write one of %s."
                    .formatted(key.apply("kind"), kind.isEmpty() ? "missing" : "\"%s\"".formatted(kind), kinds));
        }
        var board = source.board().map(String::strip).orElse("");
        if (!BOARD.matcher(board).matches()) {
            problems.add(
                    "%s is %s. Write only the board's name, as it stands in its address: acme for https://jobs.lever.co/acme."
                            .formatted(key.apply("board"), board.isEmpty() ? "missing" : "\"%s\"".formatted(board)));
        }
        if (source.interval().compareTo(SHORTEST_INTERVAL) < 0) {
            problems.add("%s is %s. Write %s or longer; boards change a few times a day, 1h is plenty."
                    .formatted(key.apply("interval"), source.interval(), SHORTEST_INTERVAL));
        }
        if (api.isEmpty()) {
            return Optional.empty();
        }
        var base = source.baseUrl()
                .map(String::strip)
                .map(value -> baseUrl(
                        key.apply("base-url"),
                        value,
                        api.get(),
                        source.allowPrivateAddresses(),
                        key.apply("allow-private-addresses"),
                        problems))
                .orElse(Optional.of(api.get().defaultBaseUrl()));
        if (base.isEmpty() || !BOARD.matcher(board).matches()) {
            return Optional.empty();
        }
        var company = source.company()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElse(board);
        var titles = source.titles().orElse(List.of());
        var locations = source.locations().orElse(List.of());
        var address = address(base.get(), board, api.get());
        return Optional.of(new BoardSource(
                name,
                api.get(),
                board,
                address,
                address.getHost().toLowerCase(Locale.ROOT),
                company,
                new PostingFilter(titles, locations),
                source.interval(),
                source.enabled(),
                source.allowPrivateAddresses(),
                digest(List.of(kind, address.toString(), company, titles.toString(), locations.toString()))));
    }

    private static Optional<URI> baseUrl(
            String key, String value, BoardApi api, boolean allowPrivate, String allowKey, List<String> problems) {
        var example = "Write an address like %s, or leave it out.".formatted(api.defaultBaseUrl());
        URI uri;
        try {
            uri = new URI(value);
        } catch (URISyntaxException e) {
            problems.add("%s is no web address. %s".formatted(key, example));
            return Optional.empty();
        }
        // Checked first, and the value never shown: it may hold a password.
        if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
            problems.add("%s has a user name or password in it; these APIs need none. %s".formatted(key, example));
            return Optional.empty();
        }
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?")
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            problems.add("%s is \"%s\", but must begin with http:// or https://, name a host, and have no ? or #. %s"
                    .formatted(key, value, example));
            return Optional.empty();
        }
        if (!allowPrivate && LITERAL.matcher(uri.getHost()).matches()) {
            var objection = literal(uri.getHost()).flatMap(PublicAddresses::objection);
            if (objection.isPresent()) {
                problems.add(
                        "%s leads to %s, which is no public address (%s). Write a public one, or %s=true if you mean it."
                                .formatted(key, uri.getHost(), objection.get(), allowKey));
                return Optional.empty();
            }
        }
        return Optional.of(uri);
    }

    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static URI address(URI base, String board, BoardApi api) {
        var path = base.getRawPath() == null ? "" : base.getRawPath().replaceFirst("/+$", "");
        try {
            var encoded = new URI(null, null, "/" + board, null).toASCIIString();
            return URI.create(base.getScheme() + "://" + base.getRawAuthority() + path + encoded + api.afterBoard());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("A checked name makes no path: " + board, e);
        }
    }

    private static String digest(List<String> settings) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(String.join("\n", settings).getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
