// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notices/banner.h"

#include "base/format.h"
#include "base/text.h"
#include "model/redis/redis.h"
#include "model/redis/sentinel.h"
#include "ui/common/notices/linkwords.h"
#include "ui/common/notices/plainlabel.h"
#include "ui/common/notices/statemark.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <array>

namespace lockmaster {
namespace {

constexpr std::array kLadder{Rung::Dns, Rung::Password, Rung::Tcp, Rung::Tls, Rung::Auth, Rung::Query};

/// "name ✓ → network ✗ → encryption → login → query  ·  10.0.0.7:5432"; no encryption is claimed that is not there.
QString ladderText(const LinkState &link)
{
    QStringList rungs;
    for (const Rung rung : kLadder) {
        if (rung == Rung::Tls && link.rung > Rung::Tls && !link.encrypted)
            continue;
        if (rung == Rung::Password && link.rung != Rung::Password) // of interest only where it failed
            continue;
        const QString sign = rung < link.rung    ? QStringLiteral(" ✓")
                             : rung == link.rung ? QStringLiteral(" ✗")
                                                 : QString();
        rungs << rungWord(rung) + sign;
    }
    const QString ladder = rungs.join(QStringLiteral(" → "));
    return link.address.isEmpty() ? ladder : ladder + QStringLiteral("  ·  ") + plainLine(link.address);
}

QString ageText(const Snapshot &snapshot)
{
    if (!snapshot.hasData())
        return {};
    const auto age = snapshot.taken.wall - snapshot.dataTaken.wall;
    return Banner::tr("Shown is what was seen at %1 (%2 before).")
        .arg(formatTimeOfDay(snapshot.dataTaken.wall), formatDuration(age));
}

const RefusedCommands &refusedTo(const Snapshot &snapshot)
{
    static const RefusedCommands nothing;
    return snapshot.redis ? snapshot.redis->refused : snapshot.sentinel ? snapshot.sentinel->refused : nothing;
}

/// The sentence before the one command that allows all that the ACL forbids; empty when it forbids nothing.
QString notAllowed(const RefusedCommands &all)
{
    QStringList commands;
    for (const RefusedCommand &refused : all) {
        if (!refused.rule.isEmpty())
            commands << plainLine(refused.command);
    }
    commands.removeDuplicates();
    return commands.isEmpty() ? QString()
                              : Banner::tr("Not allowed: %1. To allow what was asked for so far:")
                                    .arg(commands.join(QStringLiteral(", ")));
}

QStringList hiddenLines(const Snapshot &snapshot)
{
    const RefusedCommands &all = refusedTo(snapshot);
    QStringList lines{plainLine(allowAll(all))};
    for (const RefusedCommand &refused : all)
        lines << (refused.rule.isEmpty() ? plainLine(refused.reason) : QString());
    for (const QString &hidden : snapshot.hidden)
        lines << (all.empty() ? plainLine(hidden) : QString());
    lines.removeAll(QString());
    return lines;
}

/// Takes what stands before a statement that mends it out of the lines, which keep the statement to be copied.
QString takeProse(QStringList &lines)
{
    QStringList prose;
    for (QString &line : lines) {
        const qsizetype statement = line.indexOf(QStringLiteral(": GRANT "));
        if (statement < 0)
            continue;
        prose << line.first(statement + 1);
        line = line.sliced(statement + 2);
    }
    return prose.join(u' ');
}

QString troubleHeadline(const Snapshot &snapshot, bool hasErrors)
{
    if (snapshot.link.newcomers)
        return Banner::tr("New connections fail");
    if (hasErrors)
        return Banner::tr("Some values could not be read");
    const RefusedCommands &refused = refusedTo(snapshot);
    return refused.empty() ? Banner::tr("Some values are hidden from this role")
                           : Banner::tr("Some values are hidden from the user %1").arg(plainLine(refused.front().user));
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
    , m_mark(new StateMark(this))
    , m_headline(new PlainLabel({}, FontRole::Title, Tone::Normal, this))
    , m_ladder(new PlainLabel({}, FontRole::Body, Tone::Muted, this))
    , m_serverWords(new PlainLabel({}, FontRole::Code, Tone::Normal, this))
    , m_next(new PlainLabel({}, FontRole::Body, Tone::Normal, this))
    , m_retry(new QPushButton(tr("Try again now"), this))
{
    setAccessibleName(tr("State of the connection"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(size::kGroup, size::kInner, size::kGroup, size::kInner);
    grid->setHorizontalSpacing(size::kInner);
    grid->setVerticalSpacing(size::kGap);
    grid->setColumnStretch(1, 1);
    grid->addWidget(m_mark, 0, 0);
    int row = 0;
    for (PlainLabel *label : {m_headline, m_ladder, m_serverWords, m_next}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        grid->addWidget(label, row++, 1);
    }
    grid->addWidget(m_retry, 0, 2);
    connect(m_retry, &QPushButton::clicked, this, [this] { Q_EMIT retryRequested(m_target); });
    hide();
}

void Banner::showSnapshot(const Snapshot &snapshot, bool canRetry)
{
    m_target = snapshot.target;
    if (snapshot.link.phase == LinkPhase::Live)
        showTroubles(snapshot);
    else
        showLink(snapshot, canRetry);
}

void Banner::showLink(const Snapshot &snapshot, bool canRetry)
{
    const LinkWords words = linkWords(snapshot.link, snapshot.taken.wall);
    const bool isBroken = snapshot.link.phase == LinkPhase::Broken || snapshot.link.phase == LinkPhase::Refused;
    m_mark->setState(words.state);
    m_headline->setTone(toneOf(words.state));
    showText(m_headline, words.headline);
    showText(m_ladder, isBroken ? ladderText(snapshot.link) : QString());
    showText(m_serverWords, elided(words.serverWords, 600));
    showText(m_next, (words.next + u' ' + ageText(snapshot)).trimmed());
    m_retry->setVisible(isBroken && canRetry);
    show();
}

/// Connected, but something is missing: probes that failed, values that are hidden.
void Banner::showTroubles(const Snapshot &snapshot)
{
    QStringList lines = hiddenLines(snapshot);
    const bool hasErrors = !snapshot.probeErrors.empty();
    for (const Error &error : snapshot.probeErrors) {
        lines << (error.text.isEmpty() ? errorWords(error.kind) : plainLine(error.text)) + QStringLiteral(". ")
                     + plainLine(error.detail);
    }
    if (const auto &newcomers = snapshot.link.newcomers)
        lines << tr("This connection works, but a new one fails: %1. %2")
                     .arg(plainLine(newcomers->text), plainLine(newcomers->detail));
    setVisible(!lines.isEmpty());
    if (lines.isEmpty())
        return;
    const HealthState state = hasErrors || snapshot.link.newcomers ? HealthState::Warning : HealthState::Unknown;
    m_mark->setState(state);
    m_headline->setTone(toneOf(state));
    showText(m_headline, troubleHeadline(snapshot, hasErrors));
    const QString prose = takeProse(lines);
    showText(m_ladder, prose.isEmpty() ? notAllowed(refusedTo(snapshot)) : prose);
    showText(m_serverWords, elided(lines.join(u'\n'), 600));
    showText(m_next, {});
    m_retry->hide();
}

void Banner::showText(PlainLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace lockmaster

#include "moc_banner.cpp"
