// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/scenes/redis/redishand.h"

namespace lockmaster {

using namespace Qt::StringLiterals;

namespace {

void noAnswer(const QByteArray &) {}

Result<void> setPatience(Lab &lab, int milliseconds)
{
    const QString order = u"SENTINEL SET orders down-after-milliseconds %1"_s.arg(milliseconds);
    Result<void> done;
    for (const int number : {1, 2, 3}) {
        done = done.and_then([&] { return lab.sentinel(number).order(order).transform(noAnswer); });
    }
    return done;
}

/// The Sentinel had a good answer from the primary less than a second ago.
bool isContent(const RedisServer &sentinel)
{
    const QByteArrayList words = sentinel.ask(u"SENTINEL MASTER orders"_s).split('\n');
    const qsizetype name = words.indexOf("last-ok-ping-reply\r");
    return name >= 0 && words.value(name + 2).trimmed().toInt() < 1000; // its length comes between
}

} // namespace

Result<void> change(Stage &stage, const RedisServer &server, const QString &setting, const QString &value)
{
    const QByteArrayList before = server.ask(u"CONFIG GET "_s + setting).split('\n'); // …, length, name, length, value
    const auto set = [&server, setting](const QString &to) {
        return server.order(u"CONFIG SET %1 \"%2\""_s.arg(setting, to)).transform(noAnswer);
    };
    return set(value).transform(
        [&] { stage.atEnd([set, was = QString::fromUtf8(before.value(5).trimmed())] { return set(was); }); });
}

void keepAskingUntilEnd(Stage &stage, const RedisServer &server, int perSecond,
                        std::function<QByteArrayList(int number)> command)
{
    stage.meanwhile([&server, perSecond, command = std::move(command)](const std::stop_token &stop) {
        keepAsking(server, perSecond, command, stop);
    });
}

Result<void> calmSentinels(Stage &stage)
{
    Lab &lab = stage.lab();
    if (!lab.options().parts.testFlag(LabPart::Sentinel)) {
        return {};
    }
    stage.atEnd([&lab] {
        const auto content = [&lab] {
            return isContent(lab.sentinel(1)) && isContent(lab.sentinel(2)) && isContent(lab.sentinel(3));
        };
        return Stage::until(content, u"the Sentinels see the primary"_s).and_then([&] {
            return setPatience(lab, 1000);
        });
    });
    return setPatience(lab, 3'600'000);
}

void removeAtEnd(Stage &stage, const RedisServer &server, const QString &prefix, int count)
{
    stage.atEnd([&server, prefix, count] {
        const QString script = u"for i = 0, ARGV[1] - 1 do redis.call('UNLINK', ARGV[2] .. i) end"_s;
        return server.order(u"EVAL \"%1\" 0 %2 %3"_s.arg(script).arg(count).arg(prefix)).transform(noAnswer);
    });
}

} // namespace lockmaster
