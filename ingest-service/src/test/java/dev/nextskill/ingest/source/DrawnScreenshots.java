package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.DrawnScreenshot.Theme;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The screens that {@link DrawnScreenshotEvaluationTest} reads: sizes, colours and layouts in many combinations. */
final class DrawnScreenshots {

    static final String[] DUTIES = {
        "1. 负责示例云平台控制面的设计与开发，保证发布过程可以灰度、可以回退、可以审计；",
        "2. 优化任务调度器的排队与抢占策略，让训练任务和在线服务安全地共用同一批机器；",
        "3. 建设监控与告警，出现故障时能够在五分钟之内定位到具体的组件；",
        "4. 与算法同学一起分析性能瓶颈，把结论写成大家都能看懂的文档。",
    };
    static final String[] NEEDS = {
        "1. 本科及以上学历，计算机、软件工程或相关专业，扎实的数据结构和操作系统基础；",
        "2. 熟练掌握 Go 或 Java 中的至少一门语言，理解并发模型与内存管理；",
        "3. 熟悉 Kubernetes、Docker 等容器技术，读过其中任意一个组件的源码更好；",
        "4. 了解 MySQL、Redis 和 Kafka 的基本原理，能够独立排查线上问题；",
        "5. 善于沟通，对新技术有好奇心，每周能够到岗四天以上。",
    };
    static final String[] PLUSES = {
        "有开源项目贡献经历，或者维护过自己的工具；", "熟悉 PyTorch、vLLM 或 TensorRT 中的任意一个，做过推理加速；", "在技术博客上写过文章，能够把复杂的事情讲清楚。",
    };
    static final String[] ENGLISH = {
        "You will design and operate the storage services behind our example search product.",
        "You will profile slow queries, explain what you find, and make the next ones faster.",
        "You will review code every day and leave every module better than you found it.",
    };
    static final String[] ENGLISH_NEEDS = {
        "Three or more years with Java, Kotlin or Go in production",
        "Working knowledge of PostgreSQL, Kafka and Linux networking",
        "Clear written English and a habit of measuring before changing",
    };

    private DrawnScreenshots() {}

    /** By name, in a fixed order. */
    static Map<String, DrawnScreenshot> all() {
        var all = new LinkedHashMap<String, DrawnScreenshot>();
        all.put("light", plain(Theme.LIGHT, 720, 25, 1.6));
        all.put("dark", plain(Theme.DARK, 1080, 38, 1.7));
        all.put("sepia tight", plain(Theme.SEPIA, 828, 30, 1.35));
        all.put("grey loose", plain(Theme.GREY, 750, 28, 2.1));
        all.put("small", plain(Theme.LIGHT, 480, 17, 1.6));
        all.put("tiny dark", plain(Theme.DARK, 375, 14, 1.6));
        all.put("large letters", plain(Theme.LIGHT, 1080, 58, 1.6));
        all.put("wide margins", plain(Theme.LIGHT, 900, 28, 1.6, 120));
        all.put("retina detail", detail(Theme.LIGHT, 1290, 46));
        all.put("retina detail dark", detail(Theme.DARK, 1170, 42));
        all.put("detail", detail(Theme.LIGHT, 750, 27));
        all.put("detail grey", detail(Theme.GREY, 640, 22));
        all.put("banner", banner(Theme.LIGHT, 800, 27));
        all.put("chat", chat(Theme.GREY, 828, 29));
        all.put("chat dark", chat(Theme.DARK, 1080, 40));
        all.put("english", english(Theme.LIGHT, 828, 29));
        all.put("english dark", english(Theme.DARK, 1170, 40));
        all.put("desktop", plain(Theme.LIGHT, 1280, 18, 1.7));
        all.put("desktop columns", columns(Theme.LIGHT, 1440, 20));
        all.put("table", table(Theme.LIGHT, 750, 26));
        all.put("circled", circled(Theme.SEPIA, 760, 27));
        all.put("long", longPage(Theme.LIGHT, 1080, 48, 8));
        all.put("long dark", longPage(Theme.DARK, 720, 27, 5));
        return all;
    }

    static DrawnScreenshot plain(Theme theme, int width, int size, double leading) {
        return plain(theme, width, size, leading, (int) (size * 1.1));
    }

    private static DrawnScreenshot plain(Theme theme, int width, int size, double leading, int margin) {
        return new DrawnScreenshot(theme, width, size, leading)
                .margins(margin)
                .title("云平台研发工程师")
                .company("青禾示例科技")
                .heading("岗位职责")
                .body(DUTIES)
                .heading("任职要求")
                .body(NEEDS);
    }

    static DrawnScreenshot detail(Theme theme, int width, int size) {
        return new DrawnScreenshot(theme, width, size, 1.65)
                .statusBar("9:41", "5G 82%")
                .bar("职位详情")
                .titleWithSalary("推理加速实习生", "300-400元/天")
                .company("远山示例智能")
                .tags("本科", "4天/周", "6个月", "Python", "CUDA")
                .heading("职位描述")
                .body("岗位职责：")
                .body(DUTIES)
                .body("任职要求：")
                .body(NEEDS)
                .buttons("收藏", "立即沟通");
    }

    private static DrawnScreenshot banner(Theme theme, int width, int size) {
        return new DrawnScreenshot(theme, width, size, 1.6)
                .banner("数据平台开发工程师")
                .company("河谷示例数据")
                .heading("岗位职责")
                .body(DUTIES)
                .heading("加分项")
                .body("· " + PLUSES[0], "· " + PLUSES[1], "· " + PLUSES[2]);
    }

    private static DrawnScreenshot chat(Theme theme, int width, int size) {
        return new DrawnScreenshot(theme, width, size, 1.5)
                .statusBar("14:05", "4G 61%")
                .bar("内推交流群")
                .bubble("昨天 14:03", "各位同学好，我们组在招后端实习生，主要做任务调度和资源管理，欢迎转发。")
                .bubble("昨天 14:05", DUTIES)
                .bubble("14:04", "要求：" + NEEDS[1].substring(3), "简历发我就可以，三天之内给回复。");
    }

    private static DrawnScreenshot english(Theme theme, int width, int size) {
        return new DrawnScreenshot(theme, width, size, 1.55)
                .statusBar("9:41", "LTE")
                .title("Senior Storage Engineer")
                .company("Example Harbor Labs")
                .heading("About the job")
                .body(ENGLISH)
                .heading("Requirements")
                .body("• " + ENGLISH_NEEDS[0], "• " + ENGLISH_NEEDS[1], "• " + ENGLISH_NEEDS[2])
                .buttons("Save", "Easy Apply");
    }

    private static DrawnScreenshot columns(Theme theme, int width, int size) {
        return new DrawnScreenshot(theme, width, size, 1.7)
                .margins(60)
                .title("搜索引擎研发工程师")
                .company("白塔示例网络")
                .heading("岗位职责")
                .columns(
                        List.of(DUTIES[0], DUTIES[1], DUTIES[2], DUTIES[3], "任职要求", NEEDS[0], NEEDS[1], NEEDS[2]),
                        List.of(
                                "关于我们",
                                "白塔示例网络成立于二零一五年，一直在做企业搜索。",
                                "团队有四十个人，一半是工程师，办公室就在河边。",
                                "我们每两周发布一个版本，每个版本都有人负责到底。"));
    }

    private static DrawnScreenshot table(Theme theme, int width, int size) {
        return new DrawnScreenshot(theme, width, size, 1.6)
                .title("测试开发工程师")
                .company("石桥示例软件")
                .heading("基本要求")
                .entry("学历要求", "本科及以上")
                .entry("工作经验", "三年以上")
                .entry("编程语言", "Python、Java、Shell")
                .entry("测试框架", "pytest、JUnit、Selenium")
                .entry("数据库", "MySQL、Redis")
                .heading("岗位职责")
                .body(DUTIES[2], DUTIES[3]);
    }

    private static DrawnScreenshot circled(Theme theme, int width, int size) {
        return new DrawnScreenshot(theme, width, size, 1.6)
                .title("大模型评测实习生")
                .company("云岭示例研究院")
                .heading("工作内容")
                .body("（1）" + DUTIES[3].substring(3), "（2）整理评测数据，检查标注是否一致，写出可以复现的脚本。")
                .heading("加分项")
                .body("一、" + PLUSES[0], "二、" + PLUSES[1], "三、" + PLUSES[2]);
    }

    /** @param sections each of some 1,200 pixels at 40 pixels a letter */
    static DrawnScreenshot longPage(Theme theme, int width, int size, int sections) {
        var page = new DrawnScreenshot(theme, width, size, 1.7)
                .statusBar("21:16", "100%")
                .title("基础架构研发工程师")
                .company("长川示例网络");
        var teams = List.of("调度", "存储", "网络", "数据库", "观测", "安全", "推理", "训练");
        for (var i = 0; i < sections; i++) {
            page.heading("方向" + "一二三四五六七八".charAt(i) + "：" + teams.get(i) + "团队")
                    .body(DUTIES[i % DUTIES.length], DUTIES[(i + 1) % DUTIES.length])
                    .body(NEEDS[i % NEEDS.length], NEEDS[(i + 2) % NEEDS.length])
                    .body(PLUSES[i % PLUSES.length]);
        }
        return page.buttons("分享", "立即投递");
    }
}
