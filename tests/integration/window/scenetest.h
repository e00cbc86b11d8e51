// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the tests of scenes share: a scene is played twice, and each time the servers themselves say that it is on while
// it is, and over when it has ended.
#pragma once

#include <QElapsedTimer>
#include <QTest>
#include <functional>

#include "lab/process/processes.h"
#include "lab/scenes/scene.h"

namespace lockmaster {

using Seen = std::function<bool(Lab &lab)>;

inline QByteArray wordsOf(const Result<void> &result)
{
    return result ? QByteArray() : (result.error().text + u'\n' + result.error().detail).toUtf8();
}

inline void playTwice(Lab &lab, const QString &name, const Seen &isOn, const Seen &isOver)
{
    QElapsedTimer timer;
    timer.start();
    for (const int time : {1, 2}) {
        QVERIFY2(isOver(lab) && !isOn(lab), "before it has begun");
        const std::unique_ptr<Scene> scene = makeScene(name);
        QVERIFY(scene);
        const Result<void> begun = scene->begin(lab);
        QVERIFY2(begun, wordsOf(begun));
        const qint64 begin = timer.restart();
        QVERIFY2(isOn(lab), "when it has begun");
        const Result<void> ended = scene->end();
        QVERIFY2(ended, wordsOf(ended));
        QVERIFY2(!isOn(lab) && isOver(lab), "when it has ended");
        qInfo("%d. begun in %lld ms, ended in %lld ms", time, begin, timer.restart());
    }
}

} // namespace lockmaster

Q_DECLARE_METATYPE(lockmaster::Seen)
