package dev.nextskill.ingest.board;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers in the shapes of the three APIs, in words of our own, and sources to go with them. */
final class SampleBoards {

    /** Three postings; Greenhouse escapes its HTML. */
    static final String GREENHOUSE = """
            {"jobs": [
              {"absolute_url": "https://job-boards.greenhouse.io/sample/jobs/101", "internal_job_id": 11, "location": {"name": "Shanghai, China"},
               "metadata": null, "id": 101, "updated_at": "2026-05-02T08:00:00-04:00", "requisition_id": "7", "title": "Backend Intern",
               "company_name": "Sample Works", "first_published": "2026-04-30T23:30:00-04:00", "language": "en",
               "content": "&lt;div class=&quot;content-intro&quot;&gt;&lt;p&gt;We build a &lt;strong&gt;search engine&lt;/strong&gt; for R&amp;amp;D notes.&lt;/p&gt;&lt;/div&gt;&lt;h3&gt;You bring&lt;/h3&gt;\\n&lt;ul&gt;\\n&lt;li&gt;Java or Go&amp;nbsp;&lt;/li&gt;\\n&lt;li&gt;&lt;p&gt;C++ &amp;lt;17&amp;gt;&lt;/p&gt;&lt;/li&gt;\\n&lt;/ul&gt;",
               "departments": [{"id": 1, "name": "Engineering ", "child_ids": [], "parent_id": null}], "offices": []},
              {"absolute_url": "https://job-boards.greenhouse.io/sample/jobs/102", "location": {"name": "Remote"}, "id": 102,
               "title": "Internal Auditor", "company_name": "Sample Works", "first_published": "2026-05-01T00:00:00-04:00",
               "content": "&lt;p&gt;Checks the books of the company and knows SQL.&lt;/p&gt;"},
              {"absolute_url": "https://job-boards.greenhouse.io/sample/jobs/103", "location": {"name": "Hangzhou"}, "id": 103,
               "title": "大模型应用开发实习生", "company_name": "Sample Works", "first_published": null,
               "content": "&lt;p&gt;熟悉 Python，了解 RAG 与 Agent 开发，有项目经验者优先。&lt;/p&gt;"}
            ], "meta": {"total": 3}}
            """;

    static final String LEVER = """
            [{"id": "aaaa-1", "text": "Inference Engineer", "categories": {"commitment": "Full-time", "location": "London", "team": "Runtime",
               "allLocations": ["London", "Beijing"]}, "createdAt": 1777593600000, "country": "GB", "workplaceType": "hybrid",
              "description": "<div>We make models answer fast.</div><div>&nbsp;</div><div>Mostly in C++.</div>",
              "descriptionPlain": "We make models answer fast.\\nMostly in C++.\\n",
              "lists": [{"text": "What You Do", "content": "\\n<li>Write CUDA kernels</li>\\n<li>Measure them</li>"}],
              "additional": "<div><em>Apply with a short letter.</em></div>", "additionalPlain": "Apply with a short letter.",
              "opening": "", "openingPlain": "", "descriptionBody": "<div>Mostly in C++.</div>", "descriptionBodyPlain": "Mostly in C++.",
              "hostedUrl": "https://jobs.lever.co/sample/aaaa-1", "applyUrl": "https://jobs.lever.co/sample/aaaa-1/apply"}]
            """;

    /** One listed, one not, one with plain text only. */
    static final String ASHBY = """
            {"apiVersion": "1", "jobs": [
              {"id": "bbbb-1", "title": "Evaluation Engineer", "department": "Research", "team": "Evals", "employmentType": "FullTime",
               "location": "Singapore", "secondaryLocations": [{"location": "Shenzhen", "address": {"postalAddress": {}}}],
               "publishedAt": "2026-05-03T21:44:44.930+00:00", "isListed": true, "isRemote": null, "address": {"postalAddress": {}},
               "jobUrl": "https://jobs.ashbyhq.com/sample/bbbb-1", "applyUrl": "https://jobs.ashbyhq.com/sample/bbbb-1/application",
               "descriptionHtml": "<p style=\\"min-height:1.5em\\"><strong>You test models.</strong></p><ul><li><p>pytest</p></li><li><p>Statistics<br/>of small samples</p></li></ul>",
               "descriptionPlain": "You test models."},
              {"id": "bbbb-2", "title": "Secret", "location": "Nowhere", "isListed": false, "descriptionPlain": "Not to be seen by anybody."},
              {"id": "bbbb-3", "title": "SRE", "location": "Remote", "isListed": true, "jobUrl": "https://jobs.ashbyhq.com/sample/bbbb-3",
               "descriptionPlain": "Keeps Kubernetes clusters well.\\u00a0\\n\\n\\n\\nOn call every fifth week."}
            ]}
            """;

    /** The first and the last are good; the second has no words, the third is no object, the fourth is of wrong types. */
    static final String GREENHOUSE_PARTLY_BROKEN = """
            {"jobs": [
              {"id": 201, "title": "Data Engineer", "content": "&lt;p&gt;Knows Spark and Flink well enough.&lt;/p&gt;"},
              {"id": 202, "title": "Nobody", "content": null},
              "what is this",
              {"id": 204, "title": ["Two", "Titles"], "content": "&lt;p&gt;…&lt;/p&gt;"},
              {"id": 205, "title": "Test Engineer", "content": "&lt;p&gt;Writes tests in Java and in Python.&lt;/p&gt;"}
            ], "meta": {"total": 5}}
            """;

    private SampleBoards() {}

    /** A source as the configuration may have it. */
    record Configured(
            Optional<String> kind,
            Optional<String> board,
            Optional<String> baseUrl,
            Duration interval,
            boolean enabled,
            Optional<List<String>> titles,
            Optional<List<String>> locations,
            Optional<String> company,
            boolean allowPrivateAddresses)
            implements BoardConfig.Source {

        static Configured of(String kind, String board) {
            return new Configured(
                    Optional.of(kind),
                    Optional.of(board),
                    Optional.empty(),
                    Duration.ofHours(1),
                    true,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }

        Configured at(String baseUrl) {
            return new Configured(
                    kind,
                    board,
                    Optional.of(baseUrl),
                    interval,
                    enabled,
                    titles,
                    locations,
                    company,
                    allowPrivateAddresses);
        }

        Configured every(Duration interval) {
            return new Configured(
                    kind, board, baseUrl, interval, enabled, titles, locations, company, allowPrivateAddresses);
        }

        Configured titled(String... titles) {
            return new Configured(
                    kind,
                    board,
                    baseUrl,
                    interval,
                    enabled,
                    Optional.of(List.of(titles)),
                    locations,
                    company,
                    allowPrivateAddresses);
        }

        Configured disabled() {
            return new Configured(
                    kind, board, baseUrl, interval, false, titles, locations, company, allowPrivateAddresses);
        }

        Configured onPrivateAddress() {
            return new Configured(kind, board, baseUrl, interval, enabled, titles, locations, company, true);
        }

        BoardSource as(String name) {
            return BoardSource.of(Map.of(name, this)).get(0);
        }
    }
}
