# Countersign's command in a container: one static binary, tesseract for scanned pages, no root.
#
#   docker build -t countersign .
#   docker run --rm --network none -v "$PWD:/reports:ro" countersign review /reports/report.pdf
#
# The syntax of this file was checked; it was not built or run here. There is no server yet.

FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -o /countersign ./cmd/countersign

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends tesseract-ocr \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --create-home --shell /usr/sbin/nologin countersign \
    && install -d -o countersign -g countersign /var/cache/countersign
COPY --from=build /countersign /usr/local/bin/countersign
# Compiled code of the PDF reader is kept here between runs; mount a volume to keep it between containers.
ENV COUNTERSIGN_CACHE=/var/cache/countersign
USER 10001:10001
WORKDIR /reports
ENTRYPOINT ["countersign"]
