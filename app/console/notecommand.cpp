// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <QEventLoop>
#include <QHash>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <unistd.h>
#include <utility>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/fleetchoice.h"
#include "app/options.h"
#include "base/format.h"
#include "base/text.h"
#include "engine/engine.h"
#include "incidents/notehtml.h"
#include "incidents/notemarkdown.h"
#include "incidents/notesource.h"
#include "incidents/notetimeline.h"
#include "interrupt.h"
#include "watch/momentbus.h"

namespace lockmaster {
namespace {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

constexpr std::chrono::seconds kLongestWatch = 2h; ///< as long as numbers are kept

CommandHelp noteHelp()
{
    return {
        u"lockmaster note TARGET… [--fleet FILE] --for TIME [--format md|html] [-o FILE] [--full-text]"_s,
        AppText::tr(
            "Watches the targets for so long, once a second, and writes down what was wrong from when to when: each\n"
            "finding with its proof and what is recommended, what happened to the servers, and how the numbers that\n"
            "tell most went. TIME is a number with s, m or h: 30s, 15m, at most 2h. Ctrl+C ends it early and writes\n"
            "what was seen. The note is Markdown, or one file of HTML that needs nothing else; it goes to standard\n"
            "output, or into FILE, as HTML when FILE ends so.\n\n"
            "Literals in queries are shown as ?, unless --full-text is given; passwords are masked always.\n\n"
            "Exit codes: 0 the note is written, whatever is in it; 64 the command line is wrong; 73 the file cannot\n"
            "be written; 78 the fleet file or a URL is wrong.\n\n"
            "Examples:\n"
            "  lockmaster note orders-primary --for 15m > incident.md\n"
            "  lockmaster note orders-primary orders-pool --for 5m -o incident.html")};
}

/// "30s", "15m", "1h".
std::optional<std::chrono::seconds> noteTime(const QString &text)
{
    static const QRegularExpression kForm(u"^([1-9]\\d{0,5})([smh])$"_s);
    const auto match = kForm.match(text);
    if (!match.hasMatch())
        return {};
    const std::chrono::seconds unit = match.captured(2) == u"h" ? 1h : match.captured(2) == u"m" ? 1min : 1s;
    const auto time = unit * match.captured(1).toInt();
    return time <= kLongestWatch ? std::optional(time) : std::nullopt;
}

/// Keeps what a note needs for longer than a window keeps whole snapshots.
class NoteWatch : public QObject
{
public:
    NoteWatch(const ChosenFleet &chosen, Texts texts)
        : m_texts(texts), m_bus(chosen.fleet), m_engine(chosen.fleet, chosen.passwords)
    {
        connect(&m_engine, &Engine::observed, this, &NoteWatch::take);
    }
    ~NoteWatch() override { m_engine.stop(); }

    void watch(std::chrono::seconds time)
    {
        const Interrupt interrupt(AppText::tr("Writing what was seen. Ctrl+C again ends without."));
        QEventLoop loop;
        const std::stop_callback onInterrupt(interrupt.token(), [&loop] { loop.quit(); });
        QTimer::singleShot(time, &loop, &QEventLoop::quit);
        QTimer ticker;
        connect(&ticker, &QTimer::timeout, this, [this, time] { tellProgress(time); });
        ticker.start(1s);
        m_began = systemClock().now();
        m_engine.start();
        loop.exec();
        if (m_isTerminal)
            std::fputs("\r\033[K", stderr);
    }

    [[nodiscard]] IncidentNote note() const
    {
        const WallTime end = systemClock().wallNow();
        std::vector<WatchedTarget> watched;
        for (const Target &target : m_bus.fleet().targets)
            watched.push_back(watchedOf(target.name));
        return incidentNote(watched, std::min(m_began.wall, end), end, noteMaker());
    }

private:
    void take(const ObservationPtr &observation)
    {
        m_bus.take(observation);
        const Snapshot &snapshot = *observation->snapshot;
        auto joiner = m_joiners.find(snapshot.target);
        if (joiner == m_joiners.end())
            joiner = m_joiners.insert(snapshot.target, TimelineJoiner(snapshot.target));
        joiner->see(seenMoment(*observation, m_bus.timeOf(snapshot), m_texts));
    }
    [[nodiscard]] WatchedTarget watchedOf(const QString &target) const
    {
        WatchedTarget watched = watchedTarget(m_bus, target, {}, m_began.wall);
        if (const auto joiner = m_joiners.constFind(target); joiner != m_joiners.constEnd())
            watched.joined = joiner->entries();
        return watched;
    }
    /// One line on a terminal, rewritten each time; elsewhere a line when the number has changed.
    void tellProgress(std::chrono::seconds time)
    {
        qsizetype findings = 0;
        for (const Target &target : m_bus.fleet().targets)
            findings += std::ssize(m_bus.findingsOf(target.name));
        if (std::exchange(m_told, findings) == findings && !m_isTerminal)
            return;
        const auto passed = std::chrono::floor<std::chrono::seconds>(systemClock().steadyNow() - m_began.steady);
        const QString text = AppText::tr("Watching, %1 of %2; findings now: %3")
                                 .arg(formatDuration(passed), formatDuration(time))
                                 .arg(findings);
        const QByteArray line = plainLine(text).toUtf8();
        std::fputs((m_isTerminal ? "\r\033[K" + line : line + '\n').constData(), stderr);
        std::fflush(stderr);
    }

    Texts m_texts;
    bool m_isTerminal = ::isatty(STDERR_FILENO) != 0;
    qsizetype m_told = -1; ///< how many findings
    MomentBus m_bus;
    QHash<QString, TimelineJoiner> m_joiners; ///< not each moment: in two hours there are thousands
    Stamp m_began;
    Engine m_engine;
};

struct NoteOptions {
    std::chrono::seconds time{};
    QString path; ///< empty: standard output
    bool isHtml = false;
    Texts texts = Texts::Masked;
};

Result<NoteOptions> optionsOf(const QCommandLineParser &parser)
{
    NoteOptions options{{}, parser.value(u"output"_s), false, Texts::Masked};
    const auto time = noteTime(parser.value(u"for"_s));
    if (!time)
        return fail(ErrorKind::Config, AppText::tr("--for takes how long to watch: 30s, 15m, at most 2h."));
    options.time = *time;
    const bool isHtmlFile = options.path.endsWith(".html"_L1) || options.path.endsWith(".htm"_L1);
    const QString format = parser.isSet(u"format"_s) ? parser.value(u"format"_s) : isHtmlFile ? u"html"_s : u"md"_s;
    if (format != u"md" && format != u"html")
        return fail(ErrorKind::Config, AppText::tr("--format takes md or html."));
    options.isHtml = format == u"html";
    if (parser.isSet(u"full-text"_s))
        options.texts = Texts::Full;
    return options;
}

/// Returns the exit code.
int writeNote(const QByteArray &bytes, const QString &path)
{
    if (path.isEmpty()) {
        std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stdout);
        return kExitOk;
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return complain(AppText::tr("%1 cannot be written: %2").arg(path, file.errorString()), kExitCantCreate);
    return kExitOk;
}

} // namespace

int runNote(const QStringList &arguments)
{
    QCommandLineParser parser;
    addFleetOption(parser);
    parser.addOption({u"for"_s, AppText::tr("How long to watch: 30s, 15m, 1h."), AppText::tr("TIME")});
    parser.addOption({u"format"_s, AppText::tr("md (Markdown) or html."), AppText::tr("FORMAT")});
    parser.addOption({{u"o"_s, u"output"_s}, AppText::tr("Writes the note into this file."), AppText::tr("FILE")});
    parser.addOption(
        {u"full-text"_s, AppText::tr("Writes queries with their literals: names, amounts, personal data.")});
    if (const auto end = parseOptions(parser, noteHelp(), arguments))
        return *end;
    if (parser.positionalArguments().isEmpty() || !parser.isSet(u"for"_s))
        return complain(AppText::tr("Targets and --for are needed. Usage: %1").arg(noteHelp().usage), kExitUsage);
    const Result<NoteOptions> options = optionsOf(parser);
    if (!options)
        return complain(options.error().text, kExitUsage);
    const Result<ChosenFleet> chosen = chooseTargets(parser, parser.positionalArguments());
    if (!chosen)
        return complain(chosen.error(), kExitConfig);
    NoteWatch watch(*chosen, options->texts);
    watch.watch(options->time);
    const IncidentNote note = watch.note();
    const QString text = options->isHtml ? noteHtml(note, options->texts) : noteMarkdown(note, options->texts);
    return writeNote(text.toUtf8(), options->path);
}

} // namespace lockmaster
