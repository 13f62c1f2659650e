"""Pictures in an S3 bucket, which several machines share. It stays private: everything is served by us."""

from botocore.exceptions import ClientError
from storages.backends.s3 import S3Storage
from storages.utils import clean_name


class BucketStore(S3Storage):
    """As the store on the disk: a name says what it holds, so what is written again is the same."""

    def piece(self, name: str, start: int, end: int) -> bytes:
        key = self._normalize_name(clean_name(name))
        try:
            found = self.bucket.Object(key).get(Range=f"bytes={start}-{end - 1}")
        except ClientError as why:
            raise FileNotFoundError(name) from why
        content: bytes = found["Body"].read()
        return content
